// SPDX-License-Identifier: Apache-2.0
package io.fesh.recfile;

import io.fesh.event.BatchDecoder;
import io.fesh.event.EventBatch;
import io.fesh.event.EventHistory;
import io.fesh.event.EventSchema;
import io.fesh.event.EventStatus;
import io.fesh.event.Unwritten;
import io.fesh.kernel.TargetException;
import io.fesh.reader.RecordBatch;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * Reads a recording from its start to the first block that is not whole, and then those hits that
 * are asked for. Whatever the file holds: what is kept of it in memory is no larger than the file,
 * and what is wrong with it ends the reading, nothing else.
 */
final class RecordingReader implements Closeable {
    private static final int PIECE = 64 << 10;

    /** No channel: one that is read by a thread with an interrupt pending is closed by it. */
    private final RandomAccessFile file;

    private final Path shown;

    private final long size;
    private final ByteBuffer piece = Block.little(PIECE);
    private final BatchDecoder decoder = RecordBatch.decoder(this::schema);

    private About about;
    private final Map<String, Recording.PackedFile> files = new LinkedHashMap<>();
    private final Map<Integer, EventStatus> events = new TreeMap<>();
    private final Map<Integer, Long> counted = new HashMap<>();
    private final List<EventHistory.Kept> past = new ArrayList<>();
    private long next = 1;
    private boolean ended;

    /** The block is not what its kind says; its checksum may be right all the same. */
    private static final class NotWhole extends Exception {
        private static final long serialVersionUID = 1L;

        NotWhole() {
            super("", null, false, false);
        }
    }

    /**
     * @param shown how the file is called
     */
    RecordingReader(RandomAccessFile file, Path shown) throws IOException {
        this.file = file;
        this.shown = shown;
        this.size = file.length();
    }

    /**
     * @throws TargetException it is no recording, or one of a newer fesh
     */
    void checkStart() throws IOException, TargetException {
        int version = size < Block.START ? 0 : Block.version(fill(Block.little(Block.START), 0));
        if (version == 0) {
            throw new TargetException(shown + " is no recording of fesh", "");
        }
        if (version != Block.VERSION) {
            throw new TargetException(
                    shown
                            + " was written by a newer fesh: its format is "
                            + version
                            + ", this one reads "
                            + Block.VERSION,
                    "");
        }
    }

    /** All of it, as far as it is whole. */
    Recording read() throws IOException, TargetException {
        checkStart();
        long at = Block.START;
        try {
            while (at < size) {
                at = block(at);
            }
        } catch (NotWhole | IllegalArgumentException e) {
            // the rest is told by its size
        }
        if (about == null) {
            throw new TargetException(shown + " holds nothing: its first block is damaged", "");
        }
        if (!ended) {
            events.replaceAll(
                    (id, event) -> Recording.counted(event, counted.getOrDefault(id, 0L)));
        }
        return new Recording(about, files, events, past, ended, size - at);
    }

    /** Returns where the next one begins. */
    private long block(long at) throws IOException, NotWhole {
        if (size - at < Block.SIZE) {
            throw new NotWhole();
        }
        ByteBuffer head = fill(Block.little(Block.SIZE), at);
        Block block = Block.of(head);
        long payload = at + Block.SIZE;
        if (block == null || block.length() > size - payload) {
            throw new NotWhole();
        }
        if (block.kind() == Block.FILE) {
            file(head, block, payload);
        } else {
            byte[] bytes = new byte[block.length()];
            fill(ByteBuffer.wrap(bytes), payload);
            CRC32C crc = Block.checksum(head);
            crc.update(bytes);
            require((int) crc.getValue() == block.crc());
            take(block, payload, bytes);
        }
        return payload + block.length();
    }

    private static void require(boolean whole) throws NotWhole {
        if (!whole) {
            throw new NotWhole();
        }
    }

    private void take(Block block, long at, byte[] payload) throws NotWhole {
        switch (block.kind()) {
            case Block.ABOUT -> about = about == null ? About.decode(payload) : about;
            case Block.EVENT -> {
                EventStatus event = EventCodec.decode(payload);
                events.put(event.schema().id(), event);
            }
            case Block.HITS -> hits(block, at, payload);
            case Block.UNWRITTEN -> unwritten(block, payload);
            case Block.END -> ended = true;
            default -> {} // a later fesh has more to tell
        }
    }

    private void hits(Block block, long at, byte[] payload) throws NotWhole {
        numbers(block);
        EventBatch batch = decoder.batch(payload);
        require(batch.size() == block.hits());
        for (int i = 0; i < batch.size(); i++) {
            int id = batch.eventId(i);
            require(events.containsKey(id));
            counted.merge(id, 1L, Long::sum);
        }
        RecordedBatch recorded =
                new RecordedBatch(batch.size(), batch.notices(), () -> again(block, at));
        past.add(new EventHistory.Kept(block.first(), recorded));
    }

    private EventSchema schema(int id) {
        EventStatus event = events.get(id);
        return event == null ? null : event.schema();
    }

    private EventBatch again(Block block, long at) {
        try {
            byte[] payload = new byte[block.length()];
            fill(ByteBuffer.wrap(payload), at);
            EventBatch batch = decoder.batch(payload);
            if (batch.size() != block.hits()) {
                throw new IllegalArgumentException("another number of hits");
            }
            return batch;
        } catch (IOException | IllegalArgumentException e) {
            throw new UncheckedIOException(
                    shown + " has changed since it was opened", new IOException(e));
        }
    }

    private void unwritten(Block block, byte[] payload) throws NotWhole {
        numbers(block);
        ByteBuffer when = ByteBuffer.wrap(payload).order(ByteOrder.LITTLE_ENDIAN);
        require(payload.length >= Long.BYTES + Integer.BYTES);
        Unwritten notice = new Unwritten(when.getLong(), when.getInt(), block.hits());
        EventBatch.PlacedNotice placed = new EventBatch.PlacedNotice(0, notice);
        RecordedBatch none =
                new RecordedBatch(0, List.of(placed), () -> decoder.batch(new byte[0]));
        past.add(new EventHistory.Kept(block.first(), none));
    }

    /** They only go up. */
    private void numbers(Block block) throws NotWhole {
        require(block.first() >= next && block.first() <= Long.MAX_VALUE - block.hits());
        next = block.first() + block.hits();
    }

    private void file(ByteBuffer head, Block block, long at) throws IOException, NotWhole {
        CRC32C crc = Block.checksum(head);
        for (int done = 0; done < block.length(); ) {
            piece.clear().limit(Math.min(PIECE, block.length() - done));
            fill(piece, at + done);
            crc.update(piece.duplicate());
            done += piece.limit();
        }
        require((int) crc.getValue() == block.crc() && block.length() >= Integer.BYTES);
        int nameLength = fill(Block.little(Integer.BYTES), at).getInt();
        int most = Math.min(PIECE, block.length() - Integer.BYTES);
        require(nameLength >= 0 && nameLength <= most);
        byte[] name = new byte[nameLength];
        fill(ByteBuffer.wrap(name), at + Integer.BYTES);
        int before = Integer.BYTES + nameLength;
        files.put(
                new String(name, StandardCharsets.UTF_8),
                new Recording.PackedFile(at + before, block.length() - before));
    }

    /** The content of a file as it is packed. */
    byte[] packed(Recording.PackedFile file) throws IOException {
        byte[] content = new byte[file.length()];
        fill(ByteBuffer.wrap(content), file.at());
        return content;
    }

    /** Fills the buffer from a place in the file, and gives it ready to be read. */
    private synchronized ByteBuffer fill(ByteBuffer buffer, long from) throws IOException {
        file.seek(from);
        file.readFully(buffer.array(), buffer.arrayOffset(), buffer.limit());
        return buffer.position(0);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
