package dev.leadline.crew;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What an administrator writes down about a user. Texts lose outer space; the empty text is none.
 *
 * @param crmUsername the user's name in the CRM
 * @param crmUserId the user's id in the CRM, which decides the owner of a record there
 */
public record Profile(
    String email,
    String firstName,
    String lastName,
    String jobTitle,
    String phone,
    Role role,
    String crmUsername,
    String crmUserId) {

  private static final Pattern EMAIL =
      Pattern.compile(
          "[^ @,;\\p{Cntrl}]{1,64}@[^ @,;\\p{Cntrl}]{1,180}\\.[^ @.,;\\p{Cntrl}]{2,63}");
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
  private static final Pattern CRM_ID = Pattern.compile("[a-zA-Z0-9]{15}([a-zA-Z0-9]{3})?");
  private static final int LENGTH = 255;

  public Profile {
    email = email.strip();
    firstName = firstName.strip();
    lastName = lastName.strip();
    jobTitle = jobTitle.strip();
    phone = phone.strip();
    crmUsername = crmUsername.strip();
    crmUserId = crmUserId.strip();
  }

  /** The least that a user needs. */
  public static Profile of(String email, String firstName, String lastName, Role role) {
    return new Profile(email, firstName, lastName, "", "", role, "", "");
  }

  public Profile withCrm(String username, String userId) {
    return new Profile(email, firstName, lastName, jobTitle, phone, role, username, userId);
  }

  public Profile withRole(Role other) {
    return new Profile(email, firstName, lastName, jobTitle, phone, other, crmUsername, crmUserId);
  }

  /** First and last name. */
  public String name() {
    return (firstName + " " + lastName).strip();
  }

  /** Why these cannot be kept, in whole sentences; empty when they can. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (email.isEmpty()) {
      problems.add("Email Address is missing.");
    } else if (email.length() > LENGTH || !EMAIL.matcher(email).matches()) {
      problems.add("Email Address is not a valid address.");
    }
    if (firstName.isEmpty()) {
      problems.add("First Name is missing.");
    }
    if (lastName.isEmpty()) {
      problems.add("Last Name is missing.");
    }
    check("First Name", firstName, problems);
    check("Last Name", lastName, problems);
    check("Job title", jobTitle, problems);
    check("Phone Number", phone, problems);
    check("CRM Username", crmUsername, problems);
    check("CRM user id", crmUserId, problems);
    if (!crmUserId.isEmpty() && !CRM_ID.matcher(crmUserId).matches()) {
      problems.add("CRM user id has 15 or 18 letters and digits.");
    }
    return problems;
  }

  private static void check(String what, String text, List<String> problems) {
    if (text.length() > LENGTH) {
      problems.add(what + " has more than " + LENGTH + " characters.");
    }
    if (CONTROL.matcher(text).find()) {
      problems.add(what + " contains a control character.");
    }
  }
}
