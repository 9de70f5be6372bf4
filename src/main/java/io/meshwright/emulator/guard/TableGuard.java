package io.meshwright.emulator.guard;

import io.meshwright.sql.TableName;

/** Decides for every table a caller touches. */
public interface TableGuard {

    boolean mayRead(Caller caller, TableName table);

    boolean mayWrite(Caller caller, TableName table);

    /** Creating, changing and removing datasets. */
    boolean mayManage(Caller caller, String project, String dataset);

    /** Reading and writing files in the data directories, by jobs and statements that name them. */
    boolean mayUseFiles(Caller caller);

    /** Seeing that a dataset is there. */
    boolean maySee(Caller caller, String project, String dataset);
}
