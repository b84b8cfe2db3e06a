package net.voipbin.provisioning.translation;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Enums of domain and contract, whose constants have the same names but for their case. */
final class EnumTranslation {

    private EnumTranslation() {}

    static <C extends Enum<C>> C contractConstant(Class<C> type, Enum<?> domain) {
        return Enum.valueOf(type, domain.name().toLowerCase(Locale.ROOT));
    }

    static <D extends Enum<D>> D domainConstant(Class<D> type, Enum<?> contract) {
        return Enum.valueOf(type, contract.name().toUpperCase(Locale.ROOT));
    }

    static <C extends Enum<C>> @Nullable C nullableContractConstant(Class<C> type, Optional<? extends Enum<?>> domain) {
        return domain.map(value -> contractConstant(type, value)).orElse(null);
    }

    static <D extends Enum<D>> Optional<D> optionalDomainConstant(Class<D> type, @Nullable Enum<?> contract) {
        return Optional.ofNullable(contract).map(value -> domainConstant(type, value));
    }
}
