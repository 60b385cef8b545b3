package dev.leadline.sync;

import dev.leadline.campaign.Campaigns;
import dev.leadline.crew.CrmUsers;
import dev.leadline.db.Database;
import dev.leadline.identity.Identities;
import dev.leadline.intake.Intake;
import dev.leadline.outbox.Outbox;
import dev.leadline.prospect.Fields;
import dev.leadline.prospect.Prospects;

/** The rooms that the sync works with, beside its own stores. */
public record Rooms(
    Database database,
    Fields fields,
    Prospects prospects,
    Identities identities,
    CrmUsers crmUsers,
    Intake intake,
    Outbox outbox,
    Campaigns campaigns) {}
