package net.voipbin.provisioning.sandbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import net.voipbin.provisioning.contract.Customer;
import net.voipbin.provisioning.contract.ResourceEvent;

/** The oracle of uniqueness: no two live customers have the same e-mail address, whatever its case. */
final class OneOwnerEach {

    private OneOwnerEach() {}

    /** What is wrong once the events have been folded. */
    static List<String> flaws(List<ResourceEvent> events) {
        Map<UUID, Customer> customers = new HashMap<>();
        events.stream()
                .map(event -> event.getResource().getCustomer())
                .filter(customer -> customer != null)
                .forEach(customer -> customers.put(customer.getId(), customer));
        Map<String, List<UUID>> owners = new HashMap<>();
        customers.values().stream()
                .filter(customer -> customer.getTmDelete() == null)
                .forEach(customer -> owners.computeIfAbsent(
                                customer.getEmail().toLowerCase(Locale.ROOT), email -> new ArrayList<>())
                        .add(customer.getId()));
        return owners.values().stream()
                .filter(sharing -> sharing.size() > 1)
                .map(sharing -> "customers " + sharing + " have the same e-mail address")
                .toList();
    }
}
