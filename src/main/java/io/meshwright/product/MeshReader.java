package io.meshwright.product;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;

/** Reads registrations into a mesh. Pure but for the day; what it read before it does not read again. */
public final class MeshReader {

    private final ReadRegistrations read;
    private final Supplier<LocalDate> today;

    /**
     * A reader for which no day has passed: every port is offered.
     *
     * @param project the BigQuery project the mesh's tables live in
     */
    public MeshReader(String project) {
        this(project, () -> LocalDate.MIN);
    }

    /** @param today ports whose contracts have ended before are not offered any more */
    public MeshReader(String project, Supplier<LocalDate> today) {
        this.read = new ReadRegistrations(project);
        this.today = today;
    }

    /** The mesh that these registrations make, and what is wrong with each. */
    public Reading read(List<Registration> registrations) {
        return new MeshAssembly(read, today.get()).assemble(registrations);
    }
}
