package net.voipbin.provisioning.sandbox.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All figures of a run, in the order in which they were measured; each is printed as it comes. Not thread-safe. */
final class Report {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String ROW = "%-62s %14s %-12s %7s  %-22s %s%n";

    private final List<Figure> figures = new ArrayList<>();
    private final long begin = System.nanoTime();

    /**
     * A bound that a figure should keep.
     *
     * @param ratio whether it is about the ratio to the limit, and not about the value
     * @param most whether it is the largest that is good, and not the smallest
     */
    record Goal(double bound, boolean ratio, boolean most) {

        static Goal leastRatio(double bound) {
            return new Goal(bound, true, false);
        }

        static Goal atMost(double bound) {
            return new Goal(bound, false, true);
        }

        boolean isMet(Figure figure) {
            double measured = ratio ? figure.ratio().orElseThrow() : figure.value();
            return most ? measured <= bound : measured >= bound;
        }

        String text() {
            return (most ? "≤ " : "≥ ") + number(bound) + (ratio ? " of the limit" : "");
        }
    }

    /**
     * What was measured.
     *
     * @param limit what it is compared with, measured in the same run
     */
    record Figure(String name, double value, String unit, Optional<Figure> limit, Optional<Goal> goal) {

        Optional<Double> ratio() {
            return limit.map(other -> value / other.value());
        }
    }

    /** One that is a limit itself, or has none. */
    Figure add(String name, double value, String unit) {
        return add(new Figure(name, value, unit, Optional.empty(), Optional.empty()));
    }

    Figure add(String name, double value, String unit, Goal goal) {
        return add(new Figure(name, value, unit, Optional.empty(), Optional.of(goal)));
    }

    Figure add(String name, double value, String unit, Figure limit) {
        return add(new Figure(name, value, unit, Optional.of(limit), Optional.empty()));
    }

    Figure add(String name, double value, String unit, Figure limit, Goal goal) {
        return add(new Figure(name, value, unit, Optional.of(limit), Optional.of(goal)));
    }

    /** Says what is done now. */
    void progress(String text) {
        System.out.printf(Locale.ROOT, "[%5.1f s] %s%n", (System.nanoTime() - begin) / 1e9, text);
    }

    /** The goals that are not met. */
    List<Figure> missed() {
        return figures.stream()
                .filter(figure ->
                        figure.goal().filter(goal -> !goal.isMet(figure)).isPresent())
                .toList();
    }

    String table() {
        StringBuilder table =
                new StringBuilder(String.format(Locale.ROOT, ROW, "figure", "value", "unit", "ratio", "goal", "limit"));
        figures.forEach(figure -> table.append(String.format(
                Locale.ROOT,
                ROW,
                figure.name(),
                number(figure.value()),
                figure.unit(),
                figure.ratio()
                        .map(ratio -> String.format(Locale.ROOT, "%.2f", ratio))
                        .orElse(""),
                figure.goal()
                        .map(goal -> goal.text() + (goal.isMet(figure) ? "" : " MISSED"))
                        .orElse(""),
                figure.limit().map(Figure::name).orElse(""))));
        return table.toString();
    }

    /**
     * Writes all of it as JSON.
     *
     * @param failure why the run ended before all was measured
     */
    void write(Path file, RunConditions run, Optional<Exception> failure) throws IOException {
        ObjectNode json = MAPPER.createObjectNode();
        ObjectNode conditions = json.putObject("run");
        run.write(conditions);
        conditions.put("seconds", Math.round((System.nanoTime() - begin) / 1e9));
        failure.ifPresent(cause -> conditions.put("failure", reason(cause)));
        ArrayNode list = json.putArray("figures");
        figures.forEach(figure -> {
            ObjectNode entry = list.addObject()
                    .put("name", figure.name())
                    .put("value", figure.value())
                    .put("unit", figure.unit());
            figure.limit().ifPresent(limit -> entry.put("limit", limit.name()));
            figure.ratio().ifPresent(ratio -> entry.put("ratio", ratio));
            figure.goal().ifPresent(goal -> entry.put("goal", goal.text()).put("met", goal.isMet(figure)));
        });
        Files.writeString(file, json.toPrettyString());
    }

    /** Why something failed, in a line. */
    static String reason(Throwable failure) {
        return Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
                .map(cause -> String.valueOf(cause.getMessage()))
                .collect(Collectors.joining(": "))
                .lines()
                .findFirst()
                .orElse("");
    }

    private Figure add(Figure figure) {
        figures.add(figure);
        progress(String.format(
                Locale.ROOT,
                "%s: %s %s%s",
                figure.name(),
                number(figure.value()),
                figure.unit(),
                figure.ratio()
                        .map(ratio -> String.format(Locale.ROOT, " (%.2f of the limit)", ratio))
                        .orElse("")));
        return figure;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%,.0f", value);
    }
}
