package net.voipbin.provisioning.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A documented table of settings, with the columns setting, meaning, bounds and default. A test asks it how it differs
 * from the program that reads the settings. Immutable.
 *
 * @param rows the settings in the table's order
 */
public record SettingsTable(List<Row> rows) {

    /**
     * A documented setting.
     *
     * @param bounds {@code text}, {@code UUID}, {@code `least` to `most`} (whole numbers or ISO 8601 durations), the same
     *     with {@code characters}, or {@code n bytes or more}
     * @param fallback the default's text, {@code required} or {@code unset}
     */
    public record Row(String name, String bounds, String fallback) {}

    private static final Pattern ROW =
            Pattern.compile("^\\| `([A-Z_]+)` \\| [^|]+ \\| ([^|]+) \\| `?([^|`]+)`? \\|$", Pattern.MULTILINE);
    private static final Pattern LITERAL = Pattern.compile("\"([A-Z]+(?:_[A-Z]+)+)\"");
    private static final Pattern RANGE = Pattern.compile("`([^`]+)` to `([^`]+)`( characters)?");
    private static final Pattern BYTES = Pattern.compile("(\\d+) bytes? or more");

    public SettingsTable {
        rows = List.copyOf(rows);
    }

    /** The table under the page's heading of the second level; empty if there is none. */
    public static SettingsTable of(String page, String heading) {
        return new SettingsTable(Pattern.compile("^## ", Pattern.MULTILINE)
                .splitAsStream(page)
                .filter(section -> section.startsWith(heading + "\n"))
                .flatMap(section -> ROW.matcher(section).results())
                .map(row -> new Row(row.group(1), row.group(2), row.group(3)))
                .toList());
    }

    /**
     * How the table differs from the program, a sentence for each difference.
     *
     * @param source the settings class's Java source: each name in capitals that it quotes is a setting
     * @param least an environment with all settings that are required
     * @param program reads an environment; throws {@link InvalidSettingException} where it refuses it; results that are
     *     equal mean the same settings
     */
    public List<String> differences(
            String source, Map<String, String> least, Function<Map<String, String>, ?> program) {
        List<String> read = LITERAL.matcher(source)
                .results()
                .map(literal -> literal.group(1))
                .distinct()
                .toList();
        List<String> documented = rows.stream().map(Row::name).toList();
        List<String> differences = new ArrayList<>();
        read.stream()
                .filter(name -> !documented.contains(name))
                .forEach(name -> differences.add(name + " is read, but not documented"));
        for (Row row : rows) {
            if (read.contains(row.name())) {
                new Reading(row.name(), least, program).compare(row, differences);
            } else {
                differences.add(row.name() + " is documented, but not read");
            }
        }
        return differences;
    }

    /** One setting as the program reads it. */
    private record Reading(String name, Map<String, String> least, Function<Map<String, String>, ?> program) {

        void compare(Row row, List<String> differences) {
            boolean fallbackHolds = switch (row.fallback()) {
                case "required" -> refuses(without());
                case "unset" -> !refuses(without());
                default -> !refuses(without()) && read(without()).equals(read(with(row.fallback())));
            };
            if (!fallbackHolds) {
                differences.add(name + " has another default than " + row.fallback());
            }
            boolean takesAll = taken(row.bounds()).noneMatch(value -> refuses(with(value)));
            boolean refusesAll = refused(row.bounds()).allMatch(value -> refuses(with(value)));
            if (!takesAll || !refusesAll) {
                differences.add(name + " has other bounds than " + row.bounds());
            }
        }

        private boolean refuses(Map<String, String> environment) {
            return read(environment).isEmpty();
        }

        /** Empty where the program refuses the environment. */
        private Optional<Object> read(Map<String, String> environment) {
            try {
                return Optional.of(program.apply(environment));
            } catch (InvalidSettingException e) {
                return Optional.empty();
            }
        }

        private Map<String, String> without() {
            Map<String, String> environment = new HashMap<>(least);
            environment.remove(name);
            return environment;
        }

        private Map<String, String> with(String value) {
            Map<String, String> environment = new HashMap<>(least);
            environment.put(name, value);
            return environment;
        }

        /** Values at the bounds, which the program must take. */
        private static Stream<String> taken(String bounds) {
            return edges(bounds, 0);
        }

        /** Values just out of the bounds, which the program must refuse. */
        private static Stream<String> refused(String bounds) {
            return bounds.equals("UUID") ? Stream.of("nobody") : edges(bounds, 1);
        }

        /** Values so many steps out of the bounds; a step is a whole number, a nanosecond, a character or a byte. */
        private static Stream<String> edges(String bounds, int steps) {
            return Stream.concat(
                    RANGE.matcher(bounds)
                            .results()
                            .flatMap(range -> Stream.of(edge(range, 1, -steps), edge(range, 2, steps))),
                    BYTES.matcher(bounds).results().map(bytes -> "x".repeat(Integer.parseInt(bytes.group(1)) - steps)));
        }

        private static String edge(MatchResult range, int group, int steps) {
            String bound = range.group(group);
            if (bound.startsWith("P")) {
                return Duration.parse(bound).plusNanos(steps).toString();
            }
            int number = Integer.parseInt(bound) + steps;
            return range.group(3) == null ? Integer.toString(number) : "x".repeat(number);
        }
    }
}
