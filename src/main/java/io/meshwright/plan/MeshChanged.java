package io.meshwright.plan;

/** Fired after the mesh in force was compiled, at start and whenever it changed. Observed in a background thread. */
public record MeshChanged(CompiledMesh current) {}
