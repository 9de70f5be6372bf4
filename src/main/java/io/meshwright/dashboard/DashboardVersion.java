package io.meshwright.dashboard;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The last good text of a dashboard's file. */
@Entity
@Table(name = "dashboard_version")
public class DashboardVersion extends PanacheEntityBase {

    /** The address, {@code domain/name}. */
    @Id
    public String name;

    public String text;
}
