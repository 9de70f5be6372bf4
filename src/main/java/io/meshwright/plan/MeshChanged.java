package io.meshwright.plan;

/**
 * Fired after the mesh in force was compiled, at start and whenever it changed. Observers should be quick:
 * whoever registered something waits for them.
 */
public record MeshChanged(CompiledMesh current) {}
