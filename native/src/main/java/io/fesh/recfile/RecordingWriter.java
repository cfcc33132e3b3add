// SPDX-License-Identifier: Apache-2.0
package io.fesh.recfile;

import io.fesh.event.EventBatch;
import io.fesh.event.EventCursor;
import io.fesh.event.EventHistory;
import io.fesh.event.EventStatus;
import io.fesh.event.Gap;
import io.fesh.reader.RecordBatch;
import io.fesh.recording.RecordingFile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Writes a recording on a thread of its own. What waits for the disk is bounded; hits beyond that
 * are counted, and what the kernel said between them (gaps, stacks, blown fuses) is kept.
 */
final class RecordingWriter implements RecordingFile {
    /** Something for the thread to do, in the order in which it came. */
    private sealed interface Job permits Past, Hits, Missing, Event, End {}

    private record Past(Iterable<EventHistory.Kept> kept) implements Job {}

    private record Hits(EventBatch batch, long first) implements Job {}

    private record Event(EventStatus status) implements Job {}

    private record End() implements Job {}

    /** Hits that are not written; notices that came between them follow. */
    private static final class Missing implements Job {
        final long first;
        final ByteBuffer when = BlockWriter.room(Long.BYTES + Integer.BYTES);
        final ByteArrayOutputStream others = new ByteArrayOutputStream();
        int hits;

        Missing(long first, EventCursor hit) {
            this.first = first;
            when.putLong(hit.ts()).putInt(hit.cpu());
        }
    }

    private final OutputStream out;
    private final BlockWriter blocks;
    private final Consumer<IOException> failed;
    private final Runnable remove;
    private final long mostQueued;
    private final Thread thread = new Thread(this::run, "fesh-record");

    private final ArrayDeque<Job> queue = new ArrayDeque<>();
    private long queued;
    private boolean busy;
    private boolean over;
    private volatile IOException failure;
    private long hits;
    private long lost;
    private long unwritten;

    /** Of the thread. */
    private final HitBlocks hitBlocks;

    /**
     * @param out is closed at the end
     * @param mostQueued bytes of hits that may wait for it
     * @param failed told on the writer's thread, once, if it takes no more
     * @param remove removes the file
     */
    RecordingWriter(
            OutputStream out,
            byte[] about,
            long mostQueued,
            Consumer<IOException> failed,
            Runnable remove)
            throws IOException {
        this.out = out;
        this.remove = remove;
        this.mostQueued = mostQueued;
        this.failed = failed;
        this.blocks = new BlockWriter(out);
        this.hitBlocks = new HitBlocks(blocks, this::unwritten);
        this.thread.setDaemon(true);
        blocks.block(Block.ABOUT, 0, 0, BlockWriter.around(about));
    }

    @Override
    public void file(String path, byte[] content) throws IOException {
        blocks.block(Block.FILE, 0, 0, BlockWriter.around(PackedFiles.pack(path, content)));
    }

    @Override
    public synchronized void begin(Iterable<EventHistory.Kept> past) {
        queue.addFirst(new Past(past));
        thread.start();
    }

    @Override
    public synchronized void batch(EventBatch batch, long first) {
        if (over) {
            return;
        }
        lost += lost(batch);
        if (queued < mostQueued) {
            hits += batch.size();
            queued += batch.raw().remaining();
            queue.add(new Hits(batch, first));
        } else {
            miss(batch, first);
        }
        notifyAll();
    }

    private void miss(EventBatch batch, long first) {
        Missing missing;
        if (queue.peekLast() instanceof Missing last) {
            missing = last;
        } else if (batch.size() > 0) {
            EventCursor hit = batch.cursor();
            hit.move(0, first);
            missing = new Missing(first, hit);
            queue.add(missing);
        } else {
            queue.add(new Hits(batch, first));
            return;
        }
        unwritten += batch.size();
        missing.hits += batch.size();
        missing.others.writeBytes(RecordBatch.withoutHits(batch.raw()));
    }

    private static long lost(EventBatch batch) {
        long lost = 0;
        for (EventBatch.PlacedNotice placed : batch.notices()) {
            lost += placed.notice() instanceof Gap gap ? gap.lost() : 0;
        }
        return lost;
    }

    @Override
    public synchronized void event(EventStatus event) {
        if (!over) {
            queue.add(new Event(event));
            notifyAll();
        }
    }

    @Override
    public synchronized Progress progress() {
        return new Progress(hits, blocks.written(), lost, unwritten);
    }

    @Override
    public synchronized void settle() throws InterruptedException {
        while (!over && (busy || !queue.isEmpty())) {
            wait();
        }
    }

    @Override
    public void end() throws IOException, InterruptedException {
        synchronized (this) {
            if (!over) {
                queue.add(new End());
                notifyAll();
            }
        }
        thread.join();
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public void discard() {
        giveUp();
        remove.run();
    }

    private void giveUp() {
        synchronized (this) {
            over = true;
            queue.clear();
            notifyAll();
        }
        close();
    }

    private void run() {
        List<Job> jobs = new ArrayList<>();
        try {
            while (take(jobs)) {
                for (Job job : jobs) {
                    write(job);
                }
                hitBlocks.flush();
            }
        } catch (IOException e) {
            failure = e;
            giveUp();
            failed.accept(e);
        } catch (InterruptedException e) {
            giveUp(); // nobody interrupts it
        }
    }

    /** Waits for jobs, and takes all there are; false when there will be no more. */
    private synchronized boolean take(List<Job> jobs) throws InterruptedException {
        jobs.clear();
        busy = false;
        notifyAll();
        while (queue.isEmpty() && !over) {
            wait();
        }
        busy = true;
        jobs.addAll(queue);
        queue.clear();
        queued = 0;
        return !over;
    }

    private void write(Job job) throws IOException {
        if (job instanceof Past past) {
            for (EventHistory.Kept kept : past.kept()) {
                synchronized (this) {
                    hits += kept.batch().size();
                    lost += lost(kept.batch());
                }
                hitBlocks.add(kept.batch(), kept.first());
            }
        } else if (job instanceof Hits some) {
            hitBlocks.add(some.batch(), some.first());
        } else if (job instanceof Missing missing) {
            hitBlocks.without(missing.first, missing.hits, missing.when, missing.others);
        } else if (job instanceof Event event) {
            hitBlocks.describe(event.status());
        } else {
            hitBlocks.flush();
            blocks.block(Block.END, 0, 0, BlockWriter.room(0));
            synchronized (this) {
                over = true;
            }
            close();
        }
    }

    private synchronized void unwritten(long more) {
        unwritten += more;
    }

    private void close() {
        try {
            out.close();
        } catch (IOException e) {
            // all of it has been written, or has failed before
        }
    }
}
