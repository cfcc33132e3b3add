// SPDX-License-Identifier: Apache-2.0
package io.fesh.api;

import io.fesh.event.EventRecord;
import io.fesh.kernel.TargetException;
import io.fesh.parse.LineError;
import io.fesh.render.TextRenderer;
import io.fesh.snippet.Host;
import io.fesh.snippet.Stopped;
import io.fesh.verb.CommandFailed;

import java.nio.charset.StandardCharsets;

/**
 * From the API to the session behind it, and from its exceptions to one that need not be caught.
 */
final class Calls {
    private Calls() {}

    static <T> T call(Host.Call<T> call) {
        try {
            return Host.current().call(call);
        } catch (TargetException e) {
            throw new FeshException(e.getMessage(), e.hint(), e);
        } catch (LineError e) {
            throw new FeshException(e.getMessage(), e.hint(), e);
        } catch (CommandFailed e) {
            throw new FeshException(e.getMessage(), "", e);
        } catch (InterruptedException e) {
            throw new Stopped();
        }
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    static String line(EventRecord record) {
        StringBuilder out = new StringBuilder();
        call(host -> new TextRenderer(host.session().symbols())).append(out, record);
        return out.toString();
    }
}
