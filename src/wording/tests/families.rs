//! Keys that no text of the code holds whole.

use crate::domain::{
    access::{Area, BuiltIn, Level, Reach, RoleKind},
    address::AddressProblem,
    answer::{Finding, Stage},
    department::DepartmentRole,
    error::ErrorKind,
    export::{Format, What},
    history::{Action, Group},
    history_list,
    import::Encoding,
    invitation::Outcome,
    message::MessageKind,
    picture::PictureProblem,
    request::RequestState,
    service::SAMPLES,
    support,
    verb::{Refusal, Verb},
};

/// Keys that the code puts together from a beginning and a value's own name: one line a family. Where the values are
/// an enumeration's, by its ALL, so that a new value asks for its message by itself.
pub fn families() -> Vec<String> {
    let outcomes = || Outcome::ALL.iter().map(|outcome| outcome.as_str());
    let mut keys: Vec<String> = AddressProblem::ALL.iter().map(|problem| problem.key().to_owned()).collect();
    let mut family = |prefix: &str, names: &mut dyn Iterator<Item = &'static str>, suffix: &str| {
        keys.extend(names.map(|name| format!("{prefix}{name}{suffix}")));
    };
    family("outcome-", &mut outcomes().chain(["malformed"]), "");
    family("count-", &mut outcomes().chain(["malformed"]), "");
    family("note-", &mut outcomes().filter(|name| *name != Outcome::New.as_str()), "");
    family("problem-outcome-", &mut outcomes().filter(|name| *name != Outcome::New.as_str()), "");
    family("role-text-", &mut BuiltIn::ALL.iter().map(|kind| RoleKind::BuiltIn(*kind).as_str()), "");
    family("department-role-", &mut DepartmentRole::ALL.iter().map(|role| role.as_str()), "");
    family("department-role-text-", &mut DepartmentRole::ALL.iter().map(|role| role.as_str()), "");
    family("error-", &mut ErrorKind::ALL.iter().map(|kind| kind.as_str()), "-title");
    family("error-", &mut ErrorKind::ALL.iter().map(|kind| kind.as_str()), "-text");
    family("verb-", &mut Verb::ALL.iter().map(|verb| verb.as_str()), "");
    // The others have pages of their own.
    let asked = |verb: &&Verb| verb.is_for_one() && **verb != Verb::Edit;
    family("ask-", &mut Verb::ALL.iter().filter(asked).map(|verb| verb.as_str()), "");
    for end in ["", "-text"] {
        family("departments-fate-", &mut ["into", "out"].into_iter(), end);
    }
    for sample in SAMPLES {
        family("", &mut std::iter::once(sample.name).chain(sample.areas.iter().copied()), "");
    }
    family("refusal-", &mut Refusal::ALL.iter().map(|refusal| refusal.as_str()), "");
    // What a reset's link is worth.
    family("reset-", &mut ["expired", "replaced", "used", "withdrawn", "no-access"].into_iter(), "-title");
    family("reset-", &mut ["expired", "replaced", "used", "withdrawn"].into_iter(), "-text");
    family("bulk-left-", &mut Refusal::ALL.iter().map(|refusal| refusal.as_str()), "");
    family("bulk-reason-", &mut Refusal::ALL.iter().map(|refusal| refusal.as_str()), "");
    for prefix in ["bulk-ask-", "bulk-text-", "bulk-verb-", "job-title-", "particular-verb-"] {
        family(prefix, &mut VERBS_FOR_MANY.iter().map(|verb| verb.as_str()), "");
    }
    for prefix in ["action-", "did-", "did-not-"] {
        family(prefix, &mut Action::ALL.iter().map(|action| action.as_str()), "");
    }
    family("group-", &mut Group::ALL.iter().map(|group| group.as_str()), "");
    family("history-part-", &mut history_list::Part::ALL.iter().map(|part| part.as_str()), "");
    family("history-outcome-", &mut history_list::Outcome::ALL.iter().map(|outcome| outcome.as_str()), "");
    particulars(&mut family);
    // By the names of the fields that can be empty, wait for a choice, have changed, or don't say what they should.
    family("empty-", &mut ["first-name", "last-name", "account-name", "name", "code", "ends-on"].into_iter(), "");
    let chosen = [
        "language",
        "level",
        "levels",
        "reach",
        "role",
        "confirm",
        "department",
        "department-role",
        "departments",
        "fate",
        "into",
        "services",
        "users",
        "verb",
    ];
    let chosen = chosen.into_iter().chain(["column-0", "encoding", "format", "send", "separator", "service", "what"]);
    let mut chosen = chosen;
    family("choose-", &mut chosen, "");
    family("gone-", &mut ["department", "role"].into_iter(), "");
    family("changed-", &mut ["form", "accepted", "count", "column-0", "level", "shown", "what"].into_iter(), "");
    family("bulk-", &mut ["department", "department-role", "role", "service"].into_iter(), "");
    for prefix in ["bulk-which-", "bulk-nothing-"] {
        family(prefix, &mut ["department", "role", "service"].into_iter(), "");
    }
    family("field-", &mut ["ends-on"].into_iter(), "");
    family("area-", &mut Area::OWN.iter().filter_map(|area| area.name()), "");
    for prefix in ["level-", "level-means-"] {
        family(prefix, &mut Level::ALL.iter().map(|level| level.as_str()), "");
    }
    family("request-is-", &mut RequestState::ALL.iter().map(|state| state.as_str()), "");
    let ended = |state: &&RequestState| **state != RequestState::Open;
    family("request-", &mut RequestState::ALL.iter().filter(ended).map(|state| state.as_str()), "");
    family("role-reach-", &mut Reach::ALL.iter().map(|reach| reach.as_str()), "");
    family("role-reach-text-", &mut Reach::ALL.iter().map(|reach| reach.as_str()), "");
    let presets = ["everything", "nothing", "prepares", "reads"];
    family("roles-preset-", &mut presets.into_iter(), "");
    family("reach-", &mut Reach::ALL.iter().map(|reach| reach.as_str()), "");
    // What was done is said of all but those whose page is gone or another one.
    let said = |verb: &&Verb| verb.is_for_one() && **verb != Verb::ShowLink;
    family("done-", &mut Verb::ALL.iter().filter(said).map(|verb| verb.as_str()), "");
    family("done-", &mut ["access-end", "end-session"].into_iter(), "");
    family("me-done-", &mut ["password", "profile", "request", "session", "sessions", "withdrawn"].into_iter(), "");
    family("mail-kind-", &mut MessageKind::ALL.iter().map(|kind| kind.as_str()), "");
    let states = ["kept", "queued", "refused", "retried", "sending", "sent", "withdrawn"];
    family("mail-state-", &mut states.into_iter(), "");
    files(&mut family);
    figures(&mut family);
    family("mismatch-", &mut ["address"].into_iter(), "");
    let numbers = ["invitation-days", "password-length", "reset-hours", "seats", "session-days", "session-idle-hours"];
    family("number-", &mut { numbers }.into_iter(), "");
    for prefix in ["settings-trial-advice-", "mail-step-"] {
        family(prefix, &mut Stage::ALL.iter().map(|stage| stage.as_str()), "");
    }
    family("found-", &mut Finding::all().map(Finding::kind), "");
    family("support-level-", &mut support::LEVELS.iter().map(|level| level.as_str()), "");
    keys
}

/// Those of the history's facts.
fn particulars(family: &mut dyn FnMut(&str, &mut dyn Iterator<Item = &'static str>, &str)) {
    // By the names in the history's JSON, and the values of one of them.
    let particulars = [
        "count",
        "days",
        "department",
        "filtered",
        "format",
        "into",
        "name",
        "role",
        "seats",
        "service",
        "verb",
        "version",
    ];
    family(
        "particular-",
        &mut particulars.into_iter().chain([
            "area",
            "level",
            "department-role",
            "invited",
            "policy",
            "services",
            "exceptions",
            "sessions",
            "step",
            "until",
            "what",
        ]),
        "",
    );
    family("particular-department-role-", &mut DepartmentRole::ALL.iter().map(|role| role.as_str()), "");
    family("particular-area-", &mut Area::OWN.iter().filter_map(|area| area.name()), "");
    family("particular-level-", &mut Level::ALL.iter().map(|level| level.as_str()), "");
}

/// Those of the figures.
fn figures(family: &mut dyn FnMut(&str, &mut dyn Iterator<Item = &'static str>, &str)) {
    let groups = ["day", "hour", "longer", "three-days", "week"];
    for prefix in ["analytics-short-", "analytics-within-"] {
        family(prefix, &mut groups.into_iter(), "");
    }
    for prefix in [
        "analytics-sent-by-",
        "analytics-lost-by-",
        "analytics-joining-by-",
        "analytics-sign-ins-by-",
        "analytics-note-by-",
    ] {
        family(prefix, &mut ["department", "role"].into_iter(), "");
    }
    family("analytics-exact-", &mut ["erased", "opened", "present", "weeks"].into_iter(), "");
}

/// Those of files that are imported and exported, and of all that Parvis holds about somebody.
fn files(family: &mut dyn FnMut(&str, &mut dyn Iterator<Item = &'static str>, &str)) {
    let columns = ["department", "department-role", "email", "first-name", "ignore", "language", "last-name"];
    let columns = columns.into_iter().chain(["notification-email", "phone", "role"]);
    family("column-", &mut { columns }, "");
    family("count-", &mut ["daily-limit", "duplicate"].into_iter(), "");
    family("file-problem-", &mut ["missing", "no-line", "not-text"].into_iter(), "");
    family("particular-", &mut ["picture"].into_iter(), "");
    family("picture-problem-", &mut PictureProblem::ALL.iter().map(|problem| problem.as_str()), "");
    for prefix in ["import-count-", "import-run-"] {
        family(prefix, &mut ["create", "invite"].into_iter(), "");
    }
    for prefix in ["exports-what-", "exports-text-", "exports-job-", "exports-file-", "particular-what-"] {
        family(prefix, &mut What::ALL.iter().map(|what| what.as_str()), "");
    }
    for prefix in ["exports-format-", "exports-for-", "particular-format-"] {
        family(prefix, &mut Format::ALL.iter().map(|format| format.as_str()), "");
    }
    family("particular-step-", &mut ["begun", "taken", "deleted"].into_iter(), "");
    for prefix in ["import-send-", "import-send-text-"] {
        family(prefix, &mut ["yes", "no"].into_iter(), "");
    }
    family("line-", &mut Outcome::ALL.iter().map(|outcome| outcome.as_str()), "");
    family("encoding-", &mut Encoding::ALL.iter().map(|encoding| encoding.as_str()), "");
    family("separator-", &mut ["comma", "semicolon", "tab"].into_iter(), "");
    let tables = [
        "acceptances",
        "access-requests",
        "address-changes",
        "exceptions",
        "batches",
        "drafts",
        "imports",
        "invitations",
        "jobs",
        "messages",
        "resets",
        "sessions",
        "users",
    ];
    family("held-", &mut tables.into_iter(), "");
    family("held-task-", &mut ["export", "import"].into_iter(), "");
    let endings =
        ["accepted", "cancelled", "done", "replaced", "revoked", "rights-lost", "undone", "used", "withdrawn"];
    family("held-ending-", &mut endings.into_iter(), "");
    let fields = "accepted-at access-ends-at activated-at address agent answer answered-at area attempts confirmed-at created-at deleted-at \
                  digest done email encoding ended-at ending ends-at expires-at first-name invited-at kind language last-name level message name new-email opened-at \
                  notification-email old-email phone reason refused saved-at seen-at sent-at set-at signed-in-at state task \
                  total version";
    family("held-field-", &mut fields.split_whitespace(), "");
}

/// What can be done with many users at once.
const VERBS_FOR_MANY: [Verb; 11] = [
    Verb::Resend,
    Verb::Activate,
    Verb::ResetPassword,
    Verb::ChangeRole,
    Verb::AddToDepartment,
    Verb::AssignService,
    Verb::UnassignService,
    Verb::Revoke,
    Verb::Deactivate,
    Verb::Delete,
    Verb::Restore,
];
