package net.voipbin.provisioning.domain.text;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The words that stand for constants in requests, events and answers. */
public final class Words {

    private Words() {}

    /** The constant's name in lower case. */
    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** The constant that the text stands for, where each has its own word; empty where it is none of them. */
    public static <E extends Enum<E>> Optional<E> find(E[] constants, Function<? super E, String> word, String text) {
        return Stream.of(constants)
                .filter(constant -> word.apply(constant).equals(text))
                .findFirst();
    }
}
