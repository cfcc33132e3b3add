// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The options of the process. Described to picocli piece by piece: reading annotations costs as
 * much at start as all the rest of it.
 */
final class Arguments {

    /** An answer that ends the process at once: help, the version, or what is wrong. */
    static final class Answer extends Exception {
        private static final long serialVersionUID = 1L;

        private final Exit exit;

        Answer(Exit exit, String text) {
            super(text, null, false, false);
            this.exit = exit;
        }

        Exit exit() {
            return exit;
        }
    }

    static final String HINT = "\ntry: fesh --help";

    private static final Set<String> COLORS = Set.of("auto", "always", "never");

    private Arguments() {}

    static Options parse(String[] arguments) throws Answer {
        if (arguments.length == 0) {
            return Options.NONE;
        }
        picocli.CommandLine line = new picocli.CommandLine(spec());
        ParseResult parsed;
        try {
            parsed = line.parseArgs(arguments);
        } catch (UnmatchedArgumentException e) {
            throw unexpected(e.getUnmatched().get(0));
        } catch (ParameterException e) {
            throw new Answer(Exit.USAGE, decapitalized(e.getMessage()) + HINT);
        }
        if (parsed.hasMatchedOption("--help")) {
            // with the separator that people type
            String usage = line.setSeparator(" ").getUsageMessage();
            throw new Answer(Exit.OK, usage.stripTrailing());
        }
        if (parsed.hasMatchedOption("--version")) {
            throw new Answer(Exit.OK, "fesh " + version());
        }
        List<String> commands = parsed.matchedOptionValue("-e", List.of());
        return new Options(
                Optional.ofNullable(parsed.matchedOptionValue("--target", (String) null)),
                commands,
                Optional.ofNullable(parsed.matchedOptionValue("-x", (Path) null)),
                parsed.hasMatchedOption("--json"),
                Options.Colors.valueOf(
                        parsed.matchedOptionValue("--color", "auto").toUpperCase(Locale.ROOT)),
                Optional.ofNullable(parsed.matchedOptionValue("--record", (Path) null)),
                Optional.ofNullable(parsed.matchedOptionValue("--transcript", (Path) null)));
    }

    private static Answer unexpected(String argument) {
        if (argument.startsWith("-")) {
            return new Answer(Exit.USAGE, "'" + argument + "' is no option" + HINT);
        }
        String meant = "--help";
        if (Wiring.isTarget(argument)) {
            meant = "--target " + argument;
        } else if (Files.isRegularFile(Path.of(argument))) {
            meant = "-x " + argument;
        }
        return new Answer(Exit.USAGE, "'" + argument + "' is not expected\ntry: fesh " + meant);
    }

    /** Of the jar that this class came in. */
    static String version() {
        String version = Arguments.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }

    private static String decapitalized(String message) {
        return Character.toLowerCase(message.charAt(0)) + message.substring(1);
    }

    private static CommandSpec spec() {
        CommandSpec spec = CommandSpec.create().name("fesh");
        spec.usageMessage(
                new UsageMessageSpec()
                        .description("A prompt for a running Linux kernel.%n")
                        .sortOptions(false)
                        .footer(
                                "",
                                "With -e, -x or input from a pipe nobody is asked: results go to"
                                        + " stdout, diagnostics to stderr. The commands of -x come"
                                        + " before those of -e; both stop at the first that fails,"
                                        + " input from a pipe goes on.",
                                "",
                                "Exit status: 0 all went well, 1 a command failed, 2 wrong usage,"
                                        + " 3 the target is not available."));
        spec.addOption(
                OptionSpec.builder("--target")
                        .paramLabel("TARGET")
                        .type(String.class)
                        .description(
                                "lab (a kernel in QEMU), local (this machine's), ssh:HOST or",
                                "file:PATH (a recording); default: local if /dev/fesh can",
                                "be opened, else lab")
                        .build());
        spec.addOption(
                OptionSpec.builder("-e")
                        .paramLabel("COMMAND")
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .description("run a command; can be given several times")
                        .build());
        spec.addOption(file("-x", "run the commands of a file, one a line; - is stdin"));
        spec.addOption(file("--record", "record hits to a file, as the command record does"));
        spec.addOption(file("--transcript", "append what is typed and answered to a file"));
        spec.addOption(flag("--json", "events and data as JSON objects, one a line"));
        spec.addOption(
                OptionSpec.builder("--color")
                        .paramLabel("WHEN")
                        .type(String.class)
                        .converters(Arguments::color)
                        .description("auto, always or never; NO_COLOR is obeyed")
                        .build());
        spec.addOption(flag("--yes", "set up what is missing without asking"));
        spec.addOption(
                OptionSpec.builder("-V", "--version")
                        .type(boolean.class)
                        .arity("0")
                        .description("print the version")
                        .build());
        spec.addOption(
                OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .type(boolean.class)
                        .arity("0")
                        .description("print this")
                        .build());
        return spec;
    }

    private static String color(String when) {
        if (!COLORS.contains(when)) {
            throw new TypeConversionException("'" + when + "' is none of auto, always, never");
        }
        return when;
    }

    private static OptionSpec file(String name, String description) {
        return OptionSpec.builder(name)
                .paramLabel("FILE")
                .type(Path.class)
                .description(description)
                .build();
    }

    private static OptionSpec flag(String name, String description) {
        return OptionSpec.builder(name)
                .type(boolean.class)
                .arity("0")
                .description(description)
                .build();
    }
}
