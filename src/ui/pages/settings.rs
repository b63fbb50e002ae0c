mod policies;

pub use policies::{AcceptanceRow, PolicyVersionPage};

use super::restricted::Wish;
use crate::{
    domain::{form::FieldErrors, settings::Form},
    ui::components::{
        Alert, Done, ErrorSummary, Field, FieldFrame, Glyph, Icon, LanguageSelect, TextArea, TextInput, Tick,
    },
    wording::Wording,
};
use leptos::prelude::*;

/// Longest list of domains that the form takes, in characters.
const MOST_TYPED: usize = 10_000;

/// What is typed, and what is good to know beside each number.
#[derive(Clone, Debug)]
pub struct SettingsForm {
    pub typed: Form,
    pub invitation_days: String,
    pub reset_hours: String,
    pub session_idle_hours: String,
    pub session_days: String,
    pub seats: String,
}

/// Whether the address that mails lead to is the one that people use.
#[derive(Clone, Debug)]
pub struct Check {
    pub address: String,
    pub tone: &'static str,
    pub text: String,
}

/// What became of a mail to oneself.
#[derive(Clone, Debug)]
pub struct TrialView {
    pub tone: &'static str,
    pub title: String,
    /// What became of it.
    pub answer: Option<String>,
    pub advice: Option<String>,
}

/// A version of the privacy policy.
#[derive(Clone, Debug)]
pub struct PolicyLine {
    /// Who accepted it, for who may see people.
    pub href: Option<String>,
    /// Its text.
    pub text: String,
    pub name: String,
    pub facts: String,
    pub is_current: bool,
}

#[derive(Clone, Debug)]
pub struct SettingsView {
    pub form: SettingsForm,
    /// For a reader who may not change them: what becomes of the wish to.
    pub read_only: Option<Wish>,
    pub address: Check,
    /// Where mails come from.
    pub from: String,
    pub has_server: bool,
    pub trial: Option<TrialView>,
    pub policies: Vec<PolicyLine>,
    /// How many haven't accepted the version in force.
    pub waiting: Option<String>,
    /// How support access stands; nothing in the instance's own account.
    pub support: Option<String>,
    /// Somebody else has saved meanwhile: what there is now, in words.
    pub theirs: Option<String>,
    pub done: Option<String>,
}

/// What the account sets, whether mails leave, and who has accepted which policy [S2.8].
#[component]
pub fn SettingsPage(wording: Wording, view: SettingsView, errors: FieldErrors) -> impl IntoView {
    let may_change = view.read_only.is_none();
    view! {
        <div class="page" data-width="form">
            <Done done=view.done />
            <ErrorSummary wording=wording.clone() errors=errors.clone() />
            <header class="page-header">
                <h1 class="page-title">{wording.say("settings-title")}</h1>
                <p class="page-lead">{wording.say("settings-lead")}</p>
            </header>
            {view.theirs.map(|theirs| view! {
                <Alert tone="warning" icon=Icon::Alert title=wording.say("settings-conflict")><p>{theirs}</p></Alert>
            })}
            {view.read_only.map(|wish| view! { <ReadOnly wording=wording.clone() wish /> })}
            <div class="stack" data-gap="large">
                <AccountForm wording=wording.clone() form=view.form may_change errors />
                <Mails
                    wording=wording.clone()
                    address=view.address
                    from=view.from
                    has_server=view.has_server
                    trial=view.trial
                    may_try=may_change
                />
                {view.support.map(|state| view! {
                    <section class="stack" data-gap="small" aria-labelledby="settings-support">
                        <h2 class="section-title" id="settings-support">{wording.say("support-title")}</h2>
                        <p>{state}</p>
                        <p><a href="/settings/support">{wording.say("support-see")}</a></p>
                    </section>
                })}
                <Policies wording policies=view.policies waiting=view.waiting />
            </div>
        </div>
    }
}

/// Why nothing below can be changed, and a way to ask for it [S2.9].
#[component]
fn ReadOnly(wording: Wording, wish: Wish) -> impl IntoView {
    let ask = match wish {
        Wish::Nothing => ().into_any(),
        Wish::Waiting(since) => view! { <p>{since}</p> }.into_any(),
        Wish::Open { area, level, .. } => view! {
            <form method="post" action="/requests">
                <input type="hidden" name="area" value=area />
                <input type="hidden" name="level" value=level />
                <button class="button" type="submit">{wording.say("restricted-ask")}</button>
            </form>
        }
        .into_any(),
    };
    view! { <Alert tone="info" icon=Icon::Lock title=wording.say("settings-read-only")>{ask}</Alert> }
}

#[component]
fn AccountForm(wording: Wording, form: SettingsForm, may_change: bool, errors: FieldErrors) -> impl IntoView {
    let typed = form.typed;
    let field = |name: &'static str, key: &str, value: &str| {
        Field::new(name, wording.say(key), value).error(&wording, errors.get(name))
    };
    let number = |name: &'static str, key: &str, value: &str, hint: String| {
        view! { <NumberInput field=field(name, key, value).hint(hint) /> }
    };
    let name = field("account_name", "settings-name", &typed.account_name);
    let language = field("language", "settings-language", &typed.language).hint(wording.say("settings-language-hint"));
    let domains = field("domains", "settings-domains", &typed.domains).hint(wording.say("settings-domains-hint"));
    let length = wording.say("settings-password-length-hint");
    let section = |key: &str| wording.say(key);
    view! {
        <form method="post" action="/settings">
            // Who may only read gets the same form, in which nothing can be changed.
            <fieldset class="plain stack" data-gap="large" disabled=!may_change>
                <legend class="visually-hidden">{wording.say("settings-title")}</legend>
                <input type="hidden" name="version" value=typed.version />
                <section class="stack" aria-labelledby="settings-account">
                    <h2 class="section-title" id="settings-account">{section("settings-account")}</h2>
                    <TextInput field=name autocomplete="organization" />
                    <LanguageSelect wording=wording.clone() field=language />
                </section>
                <section class="stack" aria-labelledby="settings-people">
                    <h2 class="section-title" id="settings-people">{section("settings-people")}</h2>
                    <TextArea field=domains most=MOST_TYPED />
                    {number("seats", "settings-seats", &typed.seats, form.seats)}
                    {number("invitation_days", "settings-invitation-days", &typed.invitation_days, form.invitation_days)}
                </section>
                <section class="stack" aria-labelledby="settings-sign-in">
                    <h2 class="section-title" id="settings-sign-in">{section("settings-sign-in")}</h2>
                    {number("password_length", "settings-password-length", &typed.password_length, length)}
                    <Tick
                        name="strict_passwords"
                        value="yes".to_owned()
                        title=wording.say("settings-strict")
                        text=Some(wording.say("settings-strict-text"))
                        checked=!typed.strict_passwords.is_empty()
                    />
                    {number("session_idle_hours", "settings-idle", &typed.session_idle_hours, form.session_idle_hours)}
                    {number("session_days", "settings-session-days", &typed.session_days, form.session_days)}
                    {number("reset_hours", "settings-reset-hours", &typed.reset_hours, form.reset_hours)}
                </section>
                {may_change.then(|| view! {
                    <div class="actions">
                        <button class="button" data-variant="primary" type="submit">{wording.say("named-save")}</button>
                    </div>
                })}
            </fieldset>
        </form>
    }
}

/// A whole number, or nothing.
#[component]
fn NumberInput(field: Field) -> impl IntoView {
    let (name, value) = (field.name, field.value.clone());
    let (described_by, invalid) = (field.described_by(), field.invalid());
    view! {
        <FieldFrame field>
            <input
                class="input"
                data-width="short"
                id=name
                name=name
                value=value
                inputmode="numeric"
                autocomplete="off"
                aria-describedby=described_by
                aria-invalid=invalid
            />
        </FieldFrame>
    }
}

#[component]
fn Mails(
    wording: Wording,
    address: Check,
    from: String,
    has_server: bool,
    trial: Option<TrialView>,
    may_try: bool,
) -> impl IntoView {
    let icon = |tone: &str| if tone == "success" { Icon::Check } else { Icon::Alert };
    let trial = trial.map(|trial| {
        let TrialView { tone, title, answer, advice } = trial;
        view! {
            <div role="status" tabindex="-1" autofocus>
                <Alert tone icon=icon(tone) title>
                    {advice.map(|advice| view! { <p>{advice}</p> })}
                    {answer.map(|answer| view! { <p class="muted">{answer}</p> })}
                </Alert>
            </div>
        }
    });
    let way = if has_server { "settings-mails-sent" } else { "settings-mails-kept" };
    view! {
        <section class="stack" aria-labelledby="settings-mails">
            <h2 class="section-title" id="settings-mails">{wording.say("settings-mails")}</h2>
            <dl class="facts">
                <div><dt>{wording.say("settings-from")}</dt><dd>{from}</dd></div>
                <div><dt>{wording.say("settings-address")}</dt><dd>{address.address}</dd></div>
                <div><dt>{wording.say("settings-way")}</dt><dd>{wording.say(way)}</dd></div>
            </dl>
            <Alert tone=address.tone icon=icon(address.tone) title=address.text />
            {trial}
            {may_try.then(|| view! {
                <form class="stack" data-gap="small" method="post" action="/settings/test-mail">
                    <p class="muted">{wording.say("settings-trial-lead")}</p>
                    <div><button class="button" type="submit"><Glyph icon=Icon::Mail />{wording.say("settings-trial")}</button></div>
                </form>
            })}
        </section>
    }
}

#[component]
fn Policies(wording: Wording, policies: Vec<PolicyLine>, waiting: Option<String>) -> impl IntoView {
    let rows = policies.into_iter().map(|line| {
        // Several links have the same words: who hears them is told of which version.
        let of = format!(" {}", line.name);
        let name = match line.href {
            Some(href) => view! { <a class="rows-name" href=href>{line.name}</a> }.into_any(),
            None => view! { <span class="rows-name">{line.name}</span> }.into_any(),
        };
        view! {
            <li class="rows-item">
                <span class="rows-text">
                    {name}
                    <span class="rows-fact">{line.facts}</span>
                </span>
                {line.is_current.then(|| view! { <span class="badge" data-tone="success">{wording.say("settings-policy-current")}</span> })}
                <a class="rows-count" href=line.text>{wording.say("settings-policy-read")}<span class="visually-hidden">{of}</span></a>
            </li>
        }
    });
    view! {
        <section class="stack" aria-labelledby="settings-policies">
            <h2 class="section-title" id="settings-policies">{wording.say("policy-title")}</h2>
            <p class="muted">{wording.say("settings-policy-lead")}</p>
            <ul class="rows" role="list">{rows.collect_view()}</ul>
            {waiting.map(|waiting| view! { <p>{waiting}</p> })}
        </section>
    }
}
