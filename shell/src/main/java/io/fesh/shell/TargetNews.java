// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import io.fesh.kernel.TargetException;
import io.fesh.kernel.TraceTarget;
import io.fesh.render.ErrorRenderer;
import io.fesh.render.Quoting;
import io.fesh.render.Style;
import io.fesh.render.StyledText;
import io.fesh.symbols.SymbolIndex;

import java.util.Optional;

/** What becomes of a target, told to somebody at a prompt. */
abstract class TargetNews implements Attachment.Listener {
    private final ShellOutput out;
    private final boolean announced;
    private final Runnable changed;

    /**
     * @param announced whether to say when it is ready, or is not; a script is told when it asks
     * @param changed what the prompt says has changed
     */
    TargetNews(ShellOutput out, boolean announced, Runnable changed) {
        this.out = out;
        this.announced = announced;
        this.changed = changed;
    }

    @Override
    public void changed() {
        changed.run();
    }

    @Override
    public void ready(TraceTarget target, Optional<SymbolIndex> symbols) {
        symbols.ifPresent(out::symbols);
        if (announced) {
            out.line(StyledText.of(Style.DIM, TargetWords.ready(target, symbols)));
            String next = target.isLive() ? TargetWords.FIRST : TargetWords.FIRST_OF_A_FILE;
            out.line(StyledText.of(Style.DIM, next));
        }
    }

    @Override
    public void symbolsChanged(SymbolIndex symbols) {
        out.symbols(symbols);
    }

    @Override
    public void typesRead(int count) {
        out.line(StyledText.of(Style.DIM, TargetWords.types(count)));
    }

    @Override
    public void failed(TargetException reason) {
        if (announced) {
            ErrorRenderer.lines(reason).forEach(out::diagnostic);
        }
    }

    @Override
    public void trouble(String line) {
        out.diagnostic(StyledText.of(Style.LOSS, Quoting.visible(line)));
    }
}
