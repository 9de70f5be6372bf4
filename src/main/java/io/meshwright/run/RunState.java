package io.meshwright.run;

/** Where a run stands. */
public enum RunState {
    /** Asked for, not started: another run or an upstream product comes first. */
    WAITING,
    RUNNING,
    /** The contract was met and the ports are published. */
    PUBLISHED,
    /** The contract was broken: nothing was published, the last good version is served. */
    HELD_BACK,
    /** A step could not be carried out: nothing was published, the last good version is served. */
    FAILED,
    /** The process died or somebody stopped it; it is repeated when the process died. */
    INTERRUPTED;

    public boolean isFinished() {
        return this != WAITING && this != RUNNING;
    }
}
