package io.meshwright.search;

import io.meshwright.product.Mesh;
import jakarta.inject.Singleton;

/** Keeps the index of the mesh in force, and makes a new one when that changes. */
@Singleton
public class MeshSearch {

    private record Indexed(Mesh mesh, SearchIndex index) {}

    private volatile Indexed indexed = new Indexed(Mesh.EMPTY, SearchIndex.of(Mesh.EMPTY));

    @SuppressWarnings(
            "ReferenceEquality") // a mesh is immutable and made anew by every change; comparing it whole costs more
    // than indexing
    public SearchIndex over(Mesh mesh) {
        Indexed current = indexed;
        if (current.mesh() != mesh) {
            current = new Indexed(mesh, SearchIndex.of(mesh));
            indexed = current;
        }
        return current.index();
    }
}
