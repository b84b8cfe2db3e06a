package net.voipbin.provisioning.endtoend.oracle;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import net.voipbin.provisioning.contract.Command;
import net.voipbin.provisioning.contract.CommandResult;
import net.voipbin.provisioning.contract.Credential;
import net.voipbin.provisioning.contract.MailRequest;
import net.voipbin.provisioning.contract.Outcome;
import net.voipbin.provisioning.contract.ResourceEvent;
import net.voipbin.provisioning.endtoend.load.CommandLoad;

/**
 * The oracle of what goes out on the private topics: each change that sets or ends a credential, and no other, has
 * it there once, an agent's as it was asked for; each customer that is to verify its e-mail address has one mail for it, whose
 * token is the one that will be accepted, and nobody else has one.
 */
public final class SecretsOfChanges {

    private record Key(UUID customerId, UUID resourceId, long changeSeq) {}

    private record Asking(UUID customerId, UUID commandId) {}

    private SecretsOfChanges() {}

    public static List<String> flaws(
            Collection<ResourceEvent> events, Collection<Credential> credentials, Collection<MailRequest> mails) {
        List<String> flaws = new ArrayList<>();
        Map<Key, List<Credential>> set = credentials.stream()
                .collect(Collectors.groupingBy(credential ->
                        new Key(credential.getCustomerId(), credential.getResourceId(), credential.getChangeSeq())));
        Map<Asking, List<MailRequest>> sent = mails.stream()
                .collect(Collectors.groupingBy(mail -> new Asking(mail.getCustomerId(), mail.getCommandId())));
        for (ResourceEvent event : events) {
            if (!event.getCredential()) {
                continue;
            }
            Key key = new Key(event.getCustomerId(), LiveResources.id(event.getResource()), event.getChangeSeq());
            List<Credential> own = removed(set, key);
            if (own.size() != 1) {
                flaws.add(event.getType() + " in change " + event.getChangeSeq() + " of customer "
                        + event.getCustomerId() + " has " + own.size() + " credentials");
            } else if (isSet(own.getFirst()) == isEnd(event)) {
                flaws.add(
                        event.getType() + " in change " + event.getChangeSeq() + " of customer " + event.getCustomerId()
                                + (isEnd(event) ? " leaves its credential" : " has an empty credential"));
            } else if (event.getResource().getCustomer() != null && !isEnd(event)) {
                checkMail(
                        event,
                        own.getFirst(),
                        removed(sent, new Asking(event.getCustomerId(), event.getCommandId())),
                        flaws);
            }
        }
        set.keySet().forEach(key -> flaws.add("a credential of no change: " + key));
        sent.keySet().forEach(asking -> flaws.add("a mail that no change asks for: " + asking));
        return flaws;
    }

    /** New passwords whose commands were carried out, and that are not to be found. */
    public static List<String> unpublishedPasswords(
            Collection<CommandLoad.Accepted> accepted,
            Collection<CommandResult> results,
            Collection<Credential> credentials) {
        Map<UUID, CommandResult> applied = new HashMap<>();
        results.stream()
                .filter(result -> result.getOutcome() == Outcome.APPLIED)
                .forEach(result -> applied.put(result.getCommandId(), result));
        Map<Key, String> hashes = new HashMap<>();
        credentials.stream()
                .filter(credential -> credential.getPasswordHash() != null)
                .forEach(credential -> hashes.put(
                        new Key(credential.getCustomerId(), credential.getResourceId(), credential.getChangeSeq()),
                        credential.getPasswordHash()));
        List<String> flaws = new ArrayList<>();
        for (CommandLoad.Accepted record : accepted) {
            Command command = record.command();
            CommandResult result = applied.get(command.getCommandId());
            if (result != null && command.getUpdateAgentPassword() != null) {
                Key key = new Key(
                        command.getCustomerId(),
                        command.getUpdateAgentPassword().getAgentId(),
                        result.getChangeSeq());
                if (!command.getUpdateAgentPassword().getPasswordHash().equals(hashes.get(key))) {
                    flaws.add("password of command " + command.getCommandId() + " was not published: " + key);
                }
            }
        }
        return flaws;
    }

    private static boolean isSet(Credential credential) {
        return credential.getPasswordHash() != null || credential.getTokenHash() != null;
    }

    private static boolean isEnd(ResourceEvent event) {
        return event.getType().endsWith("_deleted") || event.getType().equals("customer_expired");
    }

    private static void checkMail(
            ResourceEvent event, Credential credential, List<MailRequest> mails, List<String> flaws) {
        String name = "customer " + event.getCustomerId() + ", change " + event.getChangeSeq() + ",";
        if (mails.size() != 1) {
            flaws.add(name + " has " + mails.size() + " mails");
            return;
        }
        var verification = mails.getFirst().getEmailVerification();
        if (!verification.getEmail().equals(event.getResource().getCustomer().getEmail())) {
            flaws.add(name + " has a mail to another address");
        }
        if (!ByteBuffer.wrap(sha256(verification.getToken())).equals(credential.getTokenHash())) {
            flaws.add(name + " has a mail whose token will not be accepted");
        }
    }

    private static <K, V> List<V> removed(Map<K, List<V>> from, K key) {
        List<V> found = from.remove(key);
        return found == null ? List.of() : found;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
