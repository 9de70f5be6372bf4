package io.meshwright.plan;

import io.meshwright.product.HistoryEntry;
import io.meshwright.product.MeshReader;
import io.meshwright.product.ProductRegistry;
import io.meshwright.product.Registration;
import io.meshwright.sql.SqlAnalyzer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The mesh as it was: compiled from the history when somebody looks back. */
@ApplicationScoped
public class PastMeshes {

    private static final int KEPT = 4;

    private final ProductRegistry registry;
    private final Map<Long, CompiledMesh> known = new LinkedHashMap<>();
    private Compiler compiler;

    PastMeshes(ProductRegistry registry) {
        this.registry = registry;
    }

    /** The mesh once an entry of the history had come; empty when there is no such entry. */
    public synchronized Optional<CompiledMesh> at(long number) {
        Optional<HistoryEntry> entry = registry.entries().stream()
                .filter(candidate -> candidate.number() == number)
                .findFirst();
        return entry.map(found -> known.computeIfAbsent(number, any -> compile(found)))
                .map(this::forgettingOthers);
    }

    private CompiledMesh compile(HistoryEntry entry) {
        if (compiler == null) {
            compiler = new Compiler(new SqlAnalyzer(), registry.project());
        }
        LocalDate day = entry.when().atZone(ZoneOffset.UTC).toLocalDate();
        Map<String, Registration> then = registry.asOf(entry.number());
        return new MeshCompiler(compiler, new MeshReader(registry.project(), () -> day))
                .compile(List.copyOf(then.values()), then)
                .mesh();
    }

    private CompiledMesh forgettingOthers(CompiledMesh mesh) {
        while (known.size() > KEPT) {
            known.remove(known.keySet().iterator().next());
        }
        return mesh;
    }
}
