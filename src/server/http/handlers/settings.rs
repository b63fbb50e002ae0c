//! What the account sets, and whether mails leave.

mod policies;

pub use policies::{csv, version};

use super::{Target, field_errors, requests::wish, support::state, title};
use crate::{
    domain::{
        access::{Area, Level, Needed},
        answer::{Finding, Stage},
        form::FieldErrors,
        language::Language,
        settings::{Form as Typed, Lives},
    },
    server::{
        app::App,
        http::{
            form::Form,
            reader::Reader,
            render::{self, Head},
        },
        mail::trial::{self, Trial},
        operations::{Error, requests, settings, support},
    },
    ui::{
        layout::Place,
        pages::settings::{Check, PolicyLine, SettingsForm, SettingsPage, SettingsView, TrialView},
    },
    wording::Wording,
};
use axum::{
    extract::Query,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use url::Url;

pub async fn show(reader: Reader, Query(target): Query<Target>, headers: HeaderMap) -> Result<Response, Error> {
    let kept = settings::open(&reader.app, reader.actor()?).await?;
    let form = Typed::of(&kept.settings, kept.version);
    let done = match target.done.as_str() {
        "save" => Some(reader.wording.say("settings-done-save")),
        "same" => Some(reader.wording.say("settings-done-same")),
        _ => None,
    };
    let shown = Shown { done, ..Shown::new(form) };
    page(&reader, StatusCode::OK, &headers, shown).await
}

pub async fn save(reader: Reader, headers: HeaderMap, Form(form): Form<Typed>) -> Result<Response, Error> {
    match settings::save(&reader.app, &reader.visit, reader.actor()?, &form).await {
        Ok(changed) => {
            let done = if changed { "save" } else { "same" };
            Ok(Redirect::to(&format!("/settings?done={done}")).into_response())
        }
        Err(Error::Conflict) => {
            // The next sending is over what is there now, knowingly.
            let kept = settings::open(&reader.app, reader.actor()?).await?;
            let theirs = described(&reader.wording, &Typed::of(&kept.settings, kept.version));
            let form = Typed { version: kept.version.to_string(), ..form };
            page(&reader, StatusCode::CONFLICT, &headers, Shown { theirs: Some(theirs), ..Shown::new(form) }).await
        }
        Err(error) => {
            let errors = field_errors(error, "form")?;
            let shown = Shown { errors, ..Shown::new(form) };
            page(&reader, StatusCode::UNPROCESSABLE_ENTITY, &headers, shown).await
        }
    }
}

/// Sends a mail to who asks, and shows what the server said.
pub async fn test_mail(reader: Reader, headers: HeaderMap) -> Result<Response, Error> {
    let actor = reader.actor()?;
    let mail = settings::test_mail(&reader.app, &reader.visit, actor).await?;
    let result = trial::send(&reader.app, actor, &mail.to, &reader.wording).await;
    let kept = settings::open(&reader.app, actor).await?;
    let trial = Some(trial_in_words(&reader.wording, mail.to.as_str(), result));
    let shown = Shown { trial, ..Shown::new(Typed::of(&kept.settings, kept.version)) };
    page(&reader, StatusCode::OK, &headers, shown).await
}

/// What a page shows beside what is there.
struct Shown {
    form: Typed,
    errors: FieldErrors,
    theirs: Option<String>,
    trial: Option<TrialView>,
    done: Option<String>,
}

impl Shown {
    fn new(form: Typed) -> Self {
        Self { form, errors: FieldErrors::default(), theirs: None, trial: None, done: None }
    }
}

async fn page(reader: &Reader, status: StatusCode, headers: &HeaderMap, shown: Shown) -> Result<Response, Error> {
    let (app, actor, wording) = (&reader.app, reader.actor()?, reader.wording.clone());
    let kept = settings::open(app, actor).await?;
    let versions = settings::versions(app, actor).await?;
    let may_change = actor.may_everywhere(Area::Settings, Level::Approver);
    let sees_people = actor.may_everywhere(Area::Users, Level::Guest);
    let policies = versions.versions.iter().map(|version| PolicyLine {
        href: sees_people.then(|| format!("/settings/policies/{}", version.version)),
        text: format!("/policy/{}", version.version),
        name: wording.say_with("settings-policy-version", &[("version", version.version.to_string().into())]),
        facts: wording.say_with(
            "settings-policy-facts",
            &[("date", wording.date(version.created_at).into()), ("count", version.accepted.into())],
        ),
        is_current: version.version == app.policy.version,
    });
    // The people of the instance's own account are the support.
    let support = match support::overview(app, actor).await {
        Ok(overview) => Some(match &overview.access {
            Some(access) => state(&wording, access),
            None => wording.say("support-is-off"),
        }),
        Err(Error::NotFound) => None,
        Err(error) => return Err(error),
    };
    let needed = Needed { area: Area::Settings, level: Level::Approver };
    let lacks = if may_change { None } else { Some(requests::restriction(app, actor, needed).await?) };
    let read_only = lacks.map(|found| wish(&wording, found, String::new()));
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let view = SettingsView {
        form: form_in_words(app, &wording, &shown.form, kept.seat_limit),
        read_only,
        address: address_check(&wording, &app.config.public_url, host),
        from: app.config.mail_from.clone(),
        trial: shown.trial,
        policies: policies.collect(),
        waiting: (versions.waiting > 0)
            .then(|| wording.say_with("settings-policy-waiting", &[("count", versions.waiting.into())])),
        support,
        theirs: shown.theirs,
        done: shown.done,
        has_server: app.outbox.has_server(),
    };
    let errors = shown.errors;
    let head = Head { islands: true, ..Head::plain(title(reader, "settings-title", &errors)) };
    Ok(render::frame(reader, status, head, Some(Place::Settings), move || {
        view! { <SettingsPage wording view errors /> }.into_any()
    }))
}

/// What was typed, with what counts where nothing is.
fn form_in_words(app: &App, wording: &Wording, typed: &Typed, limit: Option<u32>) -> SettingsForm {
    let config = &app.config;
    let hint = |key: &str, count: u32, bounds: &std::ops::RangeInclusive<u32>| {
        let facts = [("count", count.into()), ("least", (*bounds.start()).into()), ("most", (*bounds.end()).into())];
        wording.say_with(key, &facts)
    };
    SettingsForm {
        typed: typed.clone(),
        invitation_days: hint("settings-invitation-days-hint", config.invitation_days, &Lives::INVITATION_DAYS),
        reset_hours: hint("settings-reset-hours-hint", config.reset_hours, &Lives::RESET_HOURS),
        session_idle_hours: hint("settings-idle-hint", config.session_idle_hours, &Lives::SESSION_IDLE_HOURS),
        session_days: hint("settings-session-days-hint", config.session_days, &Lives::SESSION_DAYS),
        seats: match limit {
            Some(limit) => wording.say_with("settings-seats-limit", &[("count", limit.into())]),
            None => wording.say("settings-seats-hint"),
        },
    }
}

/// Settings in one line.
fn described(wording: &Wording, form: &Typed) -> String {
    let language = Language::from_code(&form.language).map(Language::own_name).unwrap_or_default().to_owned();
    let fields = [
        ("settings-name", &form.account_name),
        ("settings-language", &language),
        ("settings-invitation-days", &form.invitation_days),
        ("settings-reset-hours", &form.reset_hours),
        ("settings-idle", &form.session_idle_hours),
        ("settings-session-days", &form.session_days),
        ("settings-password-length", &form.password_length),
        ("settings-domains", &form.domains),
        ("settings-seats", &form.seats),
    ];
    let set = fields.into_iter().filter(|(_, value)| !value.is_empty());
    let strict = (!form.strict_passwords.is_empty()).then(|| wording.say("settings-strict"));
    let lines: Vec<String> = set
        .map(|(key, value)| {
            let facts = [("label", wording.say(key).into()), ("value", value.replace('\n', ", ").into())];
            wording.say_with("settings-fact", &facts)
        })
        .chain(strict)
        .collect();
    lines.join(" · ")
}

/// Whether the links of mails lead to where this page is read, over an encrypted way.
fn address_check(wording: &Wording, public: &Url, host: &str) -> Check {
    let shown = public.as_str().trim_end_matches('/').to_owned();
    let own = match (public.host_str(), public.port()) {
        (Some(name), Some(port)) => format!("{name}:{port}"),
        (Some(name), None) => name.to_owned(),
        (None, _) => String::new(),
    };
    let is_here = own.eq_ignore_ascii_case(host);
    let is_local = public.host_str().is_some_and(|name| {
        name == "localhost" || name.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
    });
    let (tone, key) = match (is_here, public.scheme()) {
        (false, _) => ("warning", "settings-address-other"),
        (true, _) if is_local => ("info", "settings-address-local"),
        (true, "https") => ("success", "settings-address-good"),
        (true, _) => ("warning", "settings-address-plain"),
    };
    let facts = [("address", shown.as_str().into()), ("host", host.chars().take(200).collect::<String>().into())];
    Check { address: shown.clone(), tone, text: wording.say_with(key, &facts) }
}

fn trial_in_words(wording: &Wording, to: &str, trial: Trial) -> TrialView {
    let say = |key: &str| wording.say_with(key, &[("address", to.into())]);
    match trial {
        Trial::NoServer => TrialView { tone: "warning", title: say("settings-trial-none"), answer: None, advice: None },
        Trial::Taken(answer) => TrialView {
            tone: "success",
            title: say("settings-trial-taken"),
            answer: Some(wording.answer_line(&answer)),
            advice: Some(say("settings-trial-taken-advice")),
        },
        Trial::Failed(stage, answer) => {
            // There the advice is about what the server refuses.
            let is_about_a_no = matches!(stage, Stage::SignIn | Stage::Sender | Stage::Recipient | Stage::Content);
            let is_slow = matches!(answer.found(), Some(Finding::Slow | Finding::Late(Stage::Content)));
            let advises = !is_about_a_no || answer.found().is_none() || is_slow;
            TrialView {
                tone: "danger",
                title: say("settings-trial-failed"),
                answer: Some(wording.answer_line(&answer)),
                advice: advises.then(|| wording.say(&format!("settings-trial-advice-{}", stage.as_str()))),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::answer::Answer;
    use jiff::tz::TimeZone;

    #[test]
    fn no_server_is_said_to_refuse_that_only_said_nothing() {
        let wording = Wording::new(Language::En, TimeZone::UTC);
        let advice = |stage, answer| trial_in_words(&wording, "a@exemple.fr", Trial::Failed(stage, answer)).advice;
        let refused = Answer::Server("535 bad credentials".to_owned());
        assert!(advice(Stage::SignIn, refused).is_some_and(|advice| advice.contains("refuses the credentials")));
        assert_eq!(advice(Stage::SignIn, Answer::Found(Finding::Late(Stage::SignIn))), None);
        assert!(advice(Stage::Connect, Answer::Found(Finding::Unreachable)).is_some());
    }

    #[test]
    fn the_public_address_is_held_against_where_the_page_is_read() {
        let wording = Wording::new(Language::En, TimeZone::UTC);
        let tone = |public: &str, host: &str| address_check(&wording, &public.parse().unwrap(), host).tone;
        assert_eq!(tone("https://parvis.example", "parvis.example"), "success");
        assert_eq!(tone("https://parvis.example", "PARVIS.example"), "success");
        assert_eq!(tone("http://parvis.example:8080", "parvis.example:8080"), "warning", "not encrypted");
        assert_eq!(tone("http://127.0.0.1:3000", "127.0.0.1:3000"), "info");
        assert_eq!(tone("http://127.0.0.1:3000", "parvis.example"), "warning", "mails would lead nowhere");
        assert_eq!(tone("https://parvis.example", "other.example"), "warning");
    }
}
