package io.meshwright.product;

import io.meshwright.diagnostic.Outcome;
import io.meshwright.product.RegistrationReader.ReadDomain;
import io.meshwright.product.RegistrationReader.ReadProduct;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Remembers what documents said: most of a mesh is the same from one look to the next. */
final class ReadRegistrations {

    private static final int REMEMBERED = 1_000;

    private final String project;
    private final Map<Registration, Outcome<ReadDomain>> domains = memory();
    private final Map<Registration, Outcome<ReadProduct>> products = memory();

    ReadRegistrations(String project) {
        this.project = project;
    }

    Outcome<ReadDomain> domain(Registration registration) {
        return remembered(domains, registration, () -> RegistrationReader.domain(registration, project));
    }

    Outcome<ReadProduct> product(Registration registration) {
        return remembered(products, registration, () -> RegistrationReader.product(registration, project));
    }

    private static <T> T remembered(Map<Registration, T> memory, Registration registration, Supplier<T> reading) {
        synchronized (memory) {
            return memory.computeIfAbsent(registration, any -> reading.get());
        }
    }

    private static <T> Map<Registration, T> memory() {
        return new LinkedHashMap<>(64, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Registration, T> eldest) {
                return size() > REMEMBERED;
            }
        };
    }
}
