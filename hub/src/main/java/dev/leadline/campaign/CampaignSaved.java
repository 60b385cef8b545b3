package dev.leadline.campaign;

import java.util.List;

/** What became of an edit of a campaign. */
public sealed interface CampaignSaved {
  /** The campaign as kept. */
  record Kept(Campaign campaign) implements CampaignSaved {}

  /** Nothing was kept; the problems are whole sentences. */
  record Invalid(List<String> problems) implements CampaignSaved {}

  /** There is no such campaign. */
  record Unknown() implements CampaignSaved {}
}
