// SPDX-License-Identifier: Apache-2.0
package io.fesh.reader;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;

import io.fesh.kernel.TargetException;

import java.nio.ByteBuffer;

/**
 * A session of the C reader in this process: fesh_reader.h, and the only class with JNA. Direct
 * mapping, one call a batch. The caller sees to it that nothing is called after {@link #close}.
 */
final class ReaderLibrary {
    static {
        NativeLoader.withLibrary(
                path ->
                        Native.register(
                                ReaderLibrary.class, NativeLibrary.getInstance(path.toString())));
    }

    private static native int fesh_reader_open(
            String path, int ringBytes, int flags, PointerByReference reader);

    private static native String fesh_reader_open_failure(int error);

    private static native String fesh_reader_error_text(int error);

    private static native void fesh_reader_close(Pointer reader);

    private static native int fesh_reader_line(
            Pointer reader, byte[] line, int length, byte[] answer);

    private static native int fesh_reader_describe(Pointer reader, int id, byte[] text, int room);

    private static native int fesh_reader_read(
            Pointer reader, long address, byte[] bytes, int length);

    private static native int fesh_reader_poll(
            Pointer reader, Pointer buffer, int room, int timeoutMs);

    private static native long fesh_reader_sync(Pointer reader);

    private static native int fesh_reader_synced(Pointer reader, long ticket);

    private static native int fesh_reader_modules(Pointer reader);

    private static native int fesh_reader_wake(Pointer reader);

    private static native void fesh_reader_children_hear_interrupts();

    private final Pointer reader;

    private ReaderLibrary(Pointer reader) {
        this.reader = reader;
    }

    static ReaderLibrary open(String device) throws TargetException {
        PointerByReference opened = new PointerByReference();
        int error = fesh_reader_open(device, 0, 0, opened);
        if (error != 0) {
            throw CauseAndCure.of(fesh_reader_open_failure(error));
        }
        return new ReaderLibrary(opened.getValue());
    }

    /** What an errno that another call returned means. */
    static String message(int error) {
        return fesh_reader_error_text(error);
    }

    /** Also where this process was started as a job in the background. */
    static void childrenHearInterrupts() {
        fesh_reader_children_hear_interrupts();
    }

    void close() {
        fesh_reader_close(reader);
    }

    int line(byte[] line, byte[] answer) {
        return fesh_reader_line(reader, line, line.length, answer);
    }

    int describe(int id, byte[] text) {
        return fesh_reader_describe(reader, id, text, text.length);
    }

    int read(long address, byte[] bytes) {
        return fesh_reader_read(reader, address, bytes, bytes.length);
    }

    /** A buffer for {@link #poll}: its address is asked for once and not at every call. */
    static final class PollBuffer {
        final ByteBuffer bytes;
        private final Pointer address;

        PollBuffer(int room) {
            bytes = ByteBuffer.allocateDirect(room);
            address = Native.getDirectBufferPointer(bytes);
        }
    }

    int poll(PollBuffer buffer, int timeoutMs) {
        return fesh_reader_poll(reader, buffer.address, buffer.bytes.capacity(), timeoutMs);
    }

    long sync() {
        return fesh_reader_sync(reader);
    }

    boolean synced(long ticket) {
        return fesh_reader_synced(reader, ticket) == 1;
    }

    int modules() {
        return fesh_reader_modules(reader);
    }

    void wake() {
        fesh_reader_wake(reader);
    }
}
