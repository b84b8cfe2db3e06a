package net.voipbin.provisioning.sandbox.benchmark;

import java.util.Optional;
import java.util.UUID;
import net.voipbin.provisioning.sandbox.benchmark.Report.Figure;

/** Whether one customer's commands and lists slow down as it owns ever more resources. */
record LargeCustomer(Product product, Report report, Commands commands) {

    private static final int[] RESOURCES = {100, 1_000, 100_000};

    /** Has one customer own 100, 1,000 and 100,000 tags, and compares each with the first. */
    void measure() {
        Optional<Figure> fewUpdates = Optional.empty();
        Optional<Figure> fewPages = Optional.empty();
        UUID customer = Commands.customerId(1);
        HttpLoad bridge = product.http();
        HttpRequest list = HttpRequest.get("/v1.0/tags?page_size=100", product.asCustomer(customer));
        long before = 0;
        for (int resources : RESOURCES) {
            long more = resources - before;
            CommandRun.unmeasured(product, more, index -> commands.createTag(customer));
            before = resources;
            CommandRun run = CommandRun.of(
                    product,
                    CommandThroughput.UPDATES / CommandThroughput.WARM_SHARE / 2,
                    CommandThroughput.UPDATES / 2,
                    index -> commands.updateCustomer(customer),
                    new Pace(report, "UpdateCustomer", CommandThroughput.UPDATES / 2));
            String with = String.format(" of one customer with %,d resources", resources);
            Figure updates =
                    add("UpdateCustomer" + with, run.decided().perSecond(), Units.COMMANDS_PER_SECOND, fewUpdates);
            Figure pages = add(
                    "GET a page of 100" + with,
                    bridge.closedLoop(
                                    list,
                                    bridge.bodyBytes(list),
                                    HttpService.CONNECTIONS,
                                    HttpService.WARM_UP,
                                    HttpService.WARM_UP)
                            .perSecond(),
                    Units.REQUESTS_PER_SECOND,
                    fewPages);
            fewUpdates = fewUpdates.or(() -> Optional.of(updates));
            fewPages = fewPages.or(() -> Optional.of(pages));
        }
    }

    private Figure add(String name, double value, String unit, Optional<Figure> limit) {
        return limit.map(other -> report.add(name, value, unit, other)).orElseGet(() -> report.add(name, value, unit));
    }
}
