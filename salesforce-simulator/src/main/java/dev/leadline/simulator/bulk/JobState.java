package dev.leadline.simulator.bulk;

/** Where a job stands; {@code wireName} is what the API calls it. */
enum JobState {
  OPEN("Open"),
  UPLOAD_COMPLETE("UploadComplete"),
  IN_PROGRESS("InProgress"),
  JOB_COMPLETE("JobComplete"),
  ABORTED("Aborted"),
  FAILED("Failed");

  private final String wireName;

  JobState(String wireName) {
    this.wireName = wireName;
  }

  String wireName() {
    return wireName;
  }

  boolean hasEnded() {
    return this == JOB_COMPLETE || this == ABORTED || this == FAILED;
  }
}
