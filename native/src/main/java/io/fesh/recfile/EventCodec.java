// SPDX-License-Identifier: Apache-2.0
package io.fesh.recfile;

import io.fesh.event.Base;
import io.fesh.event.Counts;
import io.fesh.event.EventSchema;
import io.fesh.event.EventStatus;
import io.fesh.event.Field;
import io.fesh.event.FieldSource;

import java.util.List;

/**
 * An event as the payload of a block. In this order: id, name, kernel line, typed line; the number
 * of sites, of each address and symbol; the number of fields, of each name, type, base, offset,
 * size, count, C type, path, register, loads, offset, {@link MeaningCodec meaning} and words; gone,
 * fuse, blown; the counts. Whether it was enabled is left out: in a file nothing is.
 */
final class EventCodec {
    private static final int MOST_FIELDS = 64;
    private static final int LARGEST_RECORD = 16384;

    private EventCodec() {}

    static byte[] encode(EventStatus event) {
        Encoder out = new Encoder();
        EventSchema schema = event.schema();
        out.number(schema.id()).text(schema.name()).text(schema.line()).text(schema.typed());
        out.list(schema.sites(), site -> out.number(site.address()).text(site.symbol()));
        out.list(schema.fields(), field -> field(out, field));
        out.flag(event.gone()).number(event.fuse()).flag(event.blown());
        Counts counts = event.counts();
        out.number(counts.hits()).number(counts.filtered()).number(counts.recorded());
        out.number(counts.lostFull()).number(counts.lostNest()).number(counts.lostBig());
        out.number(counts.lostSlot()).number(counts.exited()).number(counts.open());
        return out.toByteArray();
    }

    private static void field(Encoder out, Field field) {
        FieldSource source = field.source();
        out.text(field.name()).text(field.type()).number(field.base().letter());
        out.number(field.offset()).number(field.size()).number(field.count());
        out.text(source.cType()).text(source.path()).number(source.register());
        out.list(source.loads(), out::number).number(source.offset());
        MeaningCodec.encode(out, source.meaning());
        MeaningCodec.encode(out, source.words());
    }

    /**
     * @throws IllegalArgumentException it is none, or one that no kernel makes
     */
    static EventStatus decode(byte[] payload) {
        Decoder in = new Decoder(payload);
        int id = in.number(1, 0xffff);
        String name = in.text();
        String line = in.text();
        String typed = in.text();
        List<EventSchema.Site> sites = in.list(() -> new EventSchema.Site(in.number(), in.text()));
        List<Field> fields = in.list(() -> field(in));
        if (fields.size() > MOST_FIELDS) {
            throw new IllegalArgumentException("too many fields: " + fields.size());
        }
        boolean gone = in.flag();
        long fuse = in.number();
        boolean blown = in.flag();
        Counts counts =
                new Counts(
                        in.number(),
                        in.number(),
                        in.number(),
                        in.number(),
                        in.number(),
                        in.number(),
                        in.number(),
                        in.number(),
                        in.number());
        EventSchema schema = new EventSchema(id, name, line, sites, fields, typed);
        return new EventStatus(schema, false, gone, fuse, blown, counts);
    }

    private static Field field(Decoder in) {
        String name = in.text();
        String type = in.text();
        Base base = Base.of((char) in.number());
        int offset = in.number(0, LARGEST_RECORD);
        int size = in.number(1, Long.BYTES);
        int count = in.number(0, LARGEST_RECORD);
        boolean fits =
                switch (base) {
                    case STRING -> size == Integer.BYTES && count == 0;
                    case STACK -> size == Long.BYTES && count == 0;
                    case CHAR -> size == 1;
                    default -> Integer.bitCount(size) == 1;
                };
        if (!fits) {
            throw new IllegalArgumentException("no field has " + size + " bytes");
        }
        FieldSource source =
                new FieldSource(
                        in.text(),
                        in.text(),
                        (int) in.number(),
                        in.list(in::number),
                        in.number(),
                        MeaningCodec.decode(in),
                        MeaningCodec.decode(in));
        return new Field(name, type, base, offset, size, count, source);
    }
}
