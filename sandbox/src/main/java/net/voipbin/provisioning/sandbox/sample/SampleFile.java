package net.voipbin.provisioning.sandbox.sample;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The sample: what its file says, entry by entry. Immutable. */
public record SampleFile(List<SampleEntry> entries) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    public SampleFile {
        entries = List.copyOf(entries);
    }

    /** The one that comes with the quickstart, sample-commands.json. */
    public static SampleFile own() throws IOException {
        try (InputStream file = Objects.requireNonNull(
                        SampleFile.class.getResourceAsStream("sample-commands.json"), "sample-commands.json");
                JsonParser parser = JSON.createParser(file)) {
            return parse(JSON.readTree(parser));
        }
    }

    /**
     * The file that the JSON array says.
     *
     * @throws SampleFailedException if an entry says nothing, a label is given twice, or one is used before it is given
     */
    public static SampleFile parse(JsonNode json) {
        List<SampleEntry> entries = new ArrayList<>();
        json.forEach(entry -> entries.add(SampleEntry.parse(entries.size() + 1, entry)));
        requireKnownLabels(entries);
        return new SampleFile(entries);
    }

    /** The names of the customers that something becomes of. */
    public List<String> customers() {
        return entries.stream()
                .filter(entry -> entry.expects().contains(SampleEntry.APPLIED))
                .map(SampleEntry::customer)
                .distinct()
                .toList();
    }

    private static void requireKnownLabels(List<SampleEntry> entries) {
        Set<String> labels = new HashSet<>();
        for (SampleEntry entry : entries) {
            Placeholders.in(entry.content()).stream()
                    .map(SampleNames::labelIn)
                    .flatMap(Optional::stream)
                    .filter(label -> !labels.contains(label))
                    .findFirst()
                    .ifPresent(label -> {
                        throw new SampleFailedException(entry + " speaks of " + label + ", which is not there yet");
                    });
            entry.label().filter(label -> !labels.add(label)).ifPresent(label -> {
                throw new SampleFailedException(entry + " gives the label " + label + " again");
            });
        }
    }
}
