// SPDX-License-Identifier: Apache-2.0
package io.fesh.fake;

import io.fesh.event.Meaning;
import io.fesh.kernel.CType;
import io.fesh.kernel.KernelTypes;
import io.fesh.kernel.PathError;
import io.fesh.kernel.Prototype;
import io.fesh.kernel.Prototype.Parameter;
import io.fesh.kernel.ValueType;
import io.fesh.kernel.ValueType.Kind;
import io.fesh.parse.Suggestions;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A few functions and structs as Linux 6.1 has them on x86-64, with its offsets. */
public final class FakeTypes implements KernelTypes {
    private static final Pattern STEP = Pattern.compile("\\s*(->|\\.)\\s*(\\w+)");

    /**
     * @param bits of a bit field, else 0
     */
    private record Slot(String name, String declaration, long offset, ValueType type, int bits) {
        Slot(String name, String declaration, long offset, ValueType type) {
            this(name, declaration, offset, type, 0);
        }
    }

    private static final Map<String, List<Slot>> STRUCTS = new LinkedHashMap<>();
    private static final Map<String, Long> SIZES =
            Map.of(
                    "struct path", 16L,
                    "struct file", 232L,
                    "struct dentry", 192L,
                    "struct qstr", 16L,
                    "struct sk_buff", 232L);
    private static final Map<String, Prototype> FUNCTIONS = new LinkedHashMap<>();

    static {
        struct(
                "struct path",
                new Slot("mnt", "struct vfsmount *mnt", 0, pointer("struct vfsmount *")),
                new Slot("dentry", "struct dentry *dentry", 8, pointer("struct dentry *")));
        struct(
                "struct file",
                new Slot("f_path", "struct path f_path", 16, composite("struct path", 16)),
                new Slot("f_flags", "unsigned int f_flags", 64, integer("unsigned int", 4, false)),
                new Slot("f_pos", "loff_t f_pos", 104, integer("loff_t", 8, true)));
        struct(
                "struct dentry",
                new Slot("d_name", "struct qstr d_name", 32, composite("struct qstr", 16)),
                new Slot("d_iname", "unsigned char d_iname[32]", 56, characters(32)));
        struct(
                "struct qstr",
                new Slot("len", "u32 len", 4, integer("u32", 4, false)),
                new Slot("name", "const unsigned char *name", 8, text("const unsigned char *")));
        struct(
                "struct sk_buff",
                new Slot("len", "unsigned int len", 112, integer("unsigned int", 4, false)),
                new Slot("protocol", "__be16 protocol", 176, integer("__be16", 2, false)),
                new Slot("pkt_type", "__u8 pkt_type", 128, integer("__u8", 1, false), 3));
        function(
                "ssize_t vfs_read(struct file *file, char *buf, size_t count, loff_t *pos)",
                integer("ssize_t", 8, true),
                false,
                pointer("struct file *file"),
                text("char *buf"),
                integer("size_t count", 8, false),
                pointer("loff_t *pos"));
        function(
                "int vfs_fsync(struct file *file, int datasync)",
                integer("int", 4, true),
                false,
                pointer("struct file *file"),
                integer("int datasync", 4, true));
        function(
                "int do_unlinkat(int dfd, struct filename *name)",
                integer("int", 4, true),
                false,
                integer("int dfd", 4, true),
                pointer("struct filename *name"));
        function(
                "int ip_rcv(struct sk_buff *skb, struct net_device *dev, struct packet_type *pt,"
                        + " struct net_device *orig_dev)",
                integer("int", 4, true),
                false,
                pointer("struct sk_buff *skb"),
                pointer("struct net_device *dev"),
                pointer("struct packet_type *pt"),
                pointer("struct net_device *orig_dev"));
        function(
                "struct file *do_filp_open(int dfd, struct filename *pathname,"
                        + " const struct open_flags *op)",
                pointer("struct file *"),
                false,
                integer("int dfd", 4, true),
                pointer("struct filename *pathname"),
                pointer("const struct open_flags *op"));
        function(
                "bool __queue_work(int cpu, enum work_state state, kuid_t owner, gfp_t gfp,"
                        + " work_func_t func, struct sockaddr *address)",
                new ValueType("bool", Kind.BOOLEAN, 1, false, 0, false),
                false,
                integer("int cpu", 4, true),
                enumeration("enum work_state state", "WORK_IDLE", "WORK_BUSY", "WORK_DONE"),
                composite("kuid_t owner", 4),
                integer("gfp_t gfp", 4, false),
                new ValueType("work_func_t func", Kind.FUNCTION, 8, false, 0, false),
                pointer("struct sockaddr *address"));
        function(
                "long SyS_openat(int dfd, const char *filename, int flags, umode_t mode)",
                integer("long", 8, true),
                true,
                integer("int dfd", 4, true),
                new ValueType("const char *filename", Kind.TEXT, 8, false, 0, true),
                integer("int flags", 4, true),
                integer("umode_t mode", 2, false));
    }

    private static ValueType pointer(String text) {
        return new ValueType(text, Kind.POINTER, 8, false, 0, false);
    }

    private static ValueType text(String text) {
        return new ValueType(text, Kind.TEXT, 8, false, 0, false);
    }

    private static ValueType integer(String text, int size, boolean signed) {
        return new ValueType(text, Kind.INTEGER, size, signed, 0, false);
    }

    private static ValueType enumeration(String text, String... names) {
        List<Meaning.Constant> constants = new ArrayList<>();
        for (String name : names) {
            constants.add(new Meaning.Constant(name, constants.size()));
        }
        return new ValueType(text, Kind.ENUM, 4, false, 0, false, constants);
    }

    private static ValueType composite(String text, int size) {
        return new ValueType(text, Kind.COMPOSITE, size, false, 0, false);
    }

    private static ValueType characters(int count) {
        return new ValueType(
                "unsigned char[" + count + "]", Kind.CHARACTERS, 1, false, count, false);
    }

    private static void struct(String name, Slot... slots) {
        STRUCTS.put(name, List.of(slots));
    }

    /** Each parameter's type is given with its name, as the whole is. */
    private static void function(
            String declaration, ValueType returns, boolean call, ValueType... declared) {
        List<Parameter> parameters = new ArrayList<>();
        for (ValueType each : declared) {
            String name = each.text().replaceFirst(".*\\W", "");
            String type = each.text().substring(0, each.text().length() - name.length()).strip();
            ValueType value =
                    new ValueType(
                            type,
                            each.kind(),
                            each.size(),
                            each.signed(),
                            each.count(),
                            each.user(),
                            each.constants());
            parameters.add(new Parameter(name, each.text(), value, parameters.size()));
        }
        String name = declaration.replaceFirst("\\(.*", "").replaceFirst(".*\\W", "");
        FUNCTIONS.put(name, new Prototype(name, declaration, parameters, returns, call));
    }

    @Override
    public Optional<Prototype> prototype(String function) {
        return Optional.ofNullable(FUNCTIONS.get(function));
    }

    @Override
    public Optional<Prototype> knownPrototype(String function) {
        return prototype(function);
    }

    @Override
    public String moduleOf(String function) {
        return "";
    }

    @Override
    public boolean knowsModule(String module) {
        return false;
    }

    @Override
    public Optional<CType> parameterType(String function, String parameter) {
        return Optional.ofNullable(FUNCTIONS.get(function))
                .flatMap(found -> found.parameter(parameter))
                .map(found -> new FakeValueCType(found.type(), FakeTypes::members));
    }

    /** Of a struct by its spelling, without those that only C's own types have. */
    private static List<CType.Member> members(String struct) {
        return STRUCTS.getOrDefault(struct, List.of()).stream()
                .map(
                        slot ->
                                new CType.Member(
                                        slot.name(),
                                        new FakeValueCType(slot.type(), FakeTypes::members),
                                        slot.offset() * 8,
                                        slot.bits()))
                .toList();
    }

    @Override
    public Place follow(String function, String parameter, String path) throws PathError {
        ValueType type =
                FUNCTIONS.get(function).parameter(parameter).map(Parameter::type).orElseThrow();
        List<Long> loads = new ArrayList<>();
        long offset = 0;
        int bits = 0;
        boolean loaded = true;
        Matcher step = STEP.matcher(path);
        int end = 0;
        for (; step.lookingAt(); step.region(end, path.length())) {
            if (step.group(1).equals("->") && !loaded) {
                loads.add(offset);
                offset = 0;
            }
            loaded = false;
            String struct = type.text().replaceFirst(" \\*$", "");
            Slot slot = slot(struct, step.group(2), step.start(2));
            offset += slot.offset();
            type = slot.type();
            bits = slot.bits();
            end = step.end();
        }
        if (end < path.length()) {
            throw new PathError(end, "'.', '->' or '[' expected", List.of());
        }
        return new Place(loads, offset, type, bits);
    }

    private static Slot slot(String struct, String name, int at) throws PathError {
        List<Slot> slots = STRUCTS.getOrDefault(struct, List.of());
        List<String> names = slots.stream().map(Slot::name).toList();
        return slots.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new PathError(
                                        at,
                                        "no member '%s' in %s".formatted(name, struct),
                                        Suggestions.near(name, names, 3)));
    }

    @Override
    public List<Member> members(String function, String parameter, String path) throws PathError {
        ValueType type = follow(function, parameter, path).type();
        return STRUCTS.getOrDefault(type.text().replaceFirst(" \\*$", ""), List.of()).stream()
                .map(
                        slot ->
                                new Member(
                                        slot.name(),
                                        slot.declaration(),
                                        slot.type().isPointer(),
                                        slot.type().kind() == Kind.COMPOSITE))
                .toList();
    }

    @Override
    public List<Named> find(String spelling) {
        List<Named> found = new ArrayList<>();
        all().stream()
                .filter(type -> type.spelling().equals(spelling) || name(type).equals(spelling))
                .forEach(found::add);
        prototype(spelling)
                .map(p -> new Named(Sort.FUNCTION, p.function(), p.declaration(), -1))
                .ifPresent(found::add);
        return found;
    }

    @Override
    public Optional<CType> named(String name) {
        return FakeCTypes.named(name);
    }

    @Override
    public Optional<Variable> variable(String name) {
        return FakeCTypes.variable(name);
    }

    @Override
    public List<Variable> variables() {
        return FakeCTypes.variables();
    }

    @Override
    public Optional<Constant> constant(String name) {
        return FakeCTypes.constant(name);
    }

    private static String name(Named type) {
        return type.spelling().replaceFirst("^struct ", "");
    }

    private static List<Named> all() {
        List<Named> all = new ArrayList<>();
        for (String struct : STRUCTS.keySet()) {
            all.add(new Named(Sort.STRUCT, struct, struct, SIZES.get(struct)));
        }
        all.add(new Named(Sort.TYPEDEF, "size_t", "typedef __kernel_size_t size_t", 8));
        return all;
    }

    @Override
    public List<String> definition(Named what, boolean holes) {
        if (what.sort() != Sort.STRUCT) {
            return List.of(what.declaration() + ";");
        }
        List<String> lines = new ArrayList<>();
        List<Slot> slots = STRUCTS.get(what.spelling());
        lines.add(what.spelling() + " {");
        int widest = slots.stream().mapToInt(s -> s.declaration().length()).max().orElse(0);
        for (Slot slot : slots) {
            String gap = " ".repeat(widest - slot.declaration().length() + 2);
            lines.add(
                    "    %s;%s/* %5d    %5d */"
                            .formatted(slot.declaration(), gap, slot.offset(), slot.type().size()));
        }
        lines.add("};");
        lines.add("/* size: " + what.size() + ", members: " + slots.size() + " */");
        return lines;
    }

    @Override
    public List<String> near(String spelling, int most) {
        List<String> near =
                Suggestions.near(spelling, all().stream().map(Named::spelling).toList(), most);
        return near.isEmpty()
                ? Suggestions.near(spelling, all().stream().map(FakeTypes::name).toList(), most)
                        .stream()
                        .map(name -> find(name).get(0).spelling())
                        .toList()
                : near;
    }

    @Override
    public List<String> nearFunctions(String name, int most) {
        return Suggestions.near(name, FUNCTIONS.keySet(), most);
    }

    /** By substring only. */
    @Override
    public Matches match(String typed, int most) {
        boolean keyword = typed.startsWith("struct ");
        String part = keyword ? typed.substring("struct ".length()) : typed;
        return search(keyword ? "struct" : "", Pattern.compile(Pattern.quote(part)), most);
    }

    @Override
    public Matches search(String sort, Pattern expression, int most) {
        List<Named> found =
                all().stream()
                        .filter(type -> sort.isEmpty() || type.sort() == Sort.STRUCT)
                        .filter(type -> expression.matcher(name(type)).find())
                        .toList();
        return new Matches(found.subList(0, Math.min(most, found.size())), found.size());
    }

    /** By the words of the declaration. */
    @Override
    public Optional<List<String>> functions(Use use, String spelling) {
        String plain = spelling.strip();
        String struct = plain.replaceFirst("\\s*\\*+$", "");
        List<String> using =
                FUNCTIONS.values().stream()
                        .filter(
                                each ->
                                        use == Use.RETURNING
                                                ? each.returns().text().equals(plain)
                                                : each.parameters().stream()
                                                        .anyMatch(
                                                                p -> p.type().text().equals(plain)))
                        .map(Prototype::function)
                        .sorted()
                        .toList();
        return using.isEmpty() && find(struct).isEmpty() ? Optional.empty() : Optional.of(using);
    }
}
