package io.meshwright.product;

import java.util.List;

/** Reads registrations into a mesh. Pure; what it read before it does not read again. */
public final class MeshReader {

    private final ReadRegistrations read;

    /**
     * A reader.
     *
     * @param project the BigQuery project the mesh's tables live in
     */
    public MeshReader(String project) {
        this.read = new ReadRegistrations(project);
    }

    /** The mesh that these registrations make, and what is wrong with each. */
    public Reading read(List<Registration> registrations) {
        return new MeshAssembly(read).assemble(registrations);
    }
}
