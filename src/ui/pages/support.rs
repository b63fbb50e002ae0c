use crate::{
    domain::form::FieldErrors,
    ui::components::{Done, ErrorSummary, Field, Glyph, Icon, PasswordInput, TextInput},
    wording::Wording,
};
use leptos::prelude::*;

/// What was typed, without the password.
#[derive(Clone, Debug)]
pub struct Typed {
    pub level: String,
    pub ends_on: String,
}

#[derive(Clone, Debug)]
pub struct SupportView {
    /// Until when it is on, and how far it goes; nothing where it is off.
    pub state: Option<String>,
    /// Who is in, and when they were last seen.
    pub agents: Vec<(String, String)>,
    /// Whom it concerns, in words.
    pub people: String,
    /// Value, name and meaning of each level on offer.
    pub levels: Vec<(String, String, String)>,
    pub typed: Typed,
    pub may_change: bool,
    pub done: Option<String>,
}

/// Lets the people who run the instance into the account, until a day [S2.10].
#[component]
pub fn SupportPage(wording: Wording, view: SupportView, errors: FieldErrors) -> impl IntoView {
    let is_on = view.state.is_some();
    let state = match view.state {
        Some(state) => {
            view! { <p><span class="badge" data-tone="warning">{wording.say("support-is-on")}</span>" "{state}</p> }
                .into_any()
        }
        None => view! { <p><span class="badge">{wording.say("support-is-off")}</span></p> }.into_any(),
    };
    let agents = (!view.agents.is_empty()).then(|| {
        let rows = view.agents.into_iter().map(|(name, seen)| {
            let seen = wording.say_with("support-seen", &[("date", seen.into())]);
            view! {
                <li class="rows-item">
                    <span class="rows-text"><span class="rows-name">{name}</span><span class="rows-fact">{seen}</span></span>
                </li>
            }
        });
        view! {
            <section class="stack" aria-labelledby="support-agents">
                <h2 class="section-title" id="support-agents">{wording.say("support-agents")}</h2>
                <ul class="rows" role="list">{rows.collect_view()}</ul>
            </section>
        }
    });
    let end = (is_on && view.may_change).then(|| {
        view! {
            <form method="post" action="/settings/support/end">
                <button class="button" data-variant="danger" type="submit">{wording.say("support-end")}</button>
            </form>
        }
    });
    let gives_any = !view.levels.is_empty();
    let beyond = (view.may_change && !gives_any).then(|| view! { <p>{wording.say("support-beyond-own")}</p> });
    let form = (view.may_change && gives_any).then(|| {
        view! { <AllowForm wording=wording.clone() levels=view.levels typed=view.typed is_on errors=errors.clone() /> }
    });
    view! {
        <div class="page" data-width="form">
            <a class="page-back" href="/settings"><Glyph icon=Icon::ChevronLeft size="small" />{wording.say("settings-title")}</a>
            <Done done=view.done />
            <ErrorSummary wording=wording.clone() errors />
            <header class="page-header">
                <h1 class="page-title">{wording.say("support-title")}</h1>
                <p class="page-lead">{wording.say("support-lead")}</p>
            </header>
            <div class="stack" data-gap="large">
                <div class="stack" data-gap="small">{state} <p>{view.people}</p> {end}</div>
                {agents}
                {beyond}
                {form}
            </div>
        </div>
    }
}

#[component]
fn AllowForm(
    wording: Wording,
    levels: Vec<(String, String, String)>,
    typed: Typed,
    is_on: bool,
    errors: FieldErrors,
) -> impl IntoView {
    let level_error = errors.get("level").map(|problem| wording.problem("level", problem));
    let described_by = level_error.as_ref().map(|_| "level-error");
    let level_message = level_error.map(|error| {
        view! { <p class="field-error" id="level-error"><Glyph icon=Icon::Alert /><span>{error}</span></p> }
    });
    let choices = levels.into_iter().enumerate().map(|(n, (value, name, means))| {
        let checked = value == typed.level;
        view! {
            <label class="choice">
                <input type="radio" name="level" id=(n == 0).then_some("level") value=value checked=checked
                    aria-describedby=described_by required />
                <span class="choice-title">{name}</span>
                <span class="choice-text">{means}</span>
            </label>
        }
    });
    let choices = choices.collect_view();
    let ends_on = Field::new("ends_on", wording.say("support-ends-on"), &typed.ends_on)
        .hint(wording.say("support-ends-on-hint"))
        .error(&wording, errors.get("ends_on"));
    let password = Field::new("password", wording.say("support-password"), "")
        .hint(wording.say("support-password-hint"))
        .error(&wording, errors.get("password"));
    let (title, button) =
        if is_on { ("support-change-title", "support-change") } else { ("support-allow-title", "support-allow") };
    view! {
        <section class="stack" aria-labelledby="support-form">
            <h2 class="section-title" id="support-form">{wording.say(title)}</h2>
            <form class="stack" method="post" action="/settings/support">
                <fieldset class="choices">
                    <legend class="field-label">{wording.say("support-level")}</legend>
                    {level_message}
                    {choices}
                </fieldset>
                <TextInput field=ends_on autocomplete="off" kind="date" />
                <PasswordInput wording=wording.clone() field=password autocomplete="current-password" />
                <div class="actions">
                    <button class="button" data-variant="primary" type="submit">{wording.say(button)}</button>
                    <a class="button" data-variant="quiet" href="/settings">{wording.say("cancel")}</a>
                </div>
            </form>
        </section>
    }
}

/// An account that lets the support in.
#[derive(Clone, Debug)]
pub struct AccountLine {
    pub action: String,
    pub name: String,
    pub facts: String,
}

/// The account where one is.
#[derive(Clone, Debug)]
pub struct Inside {
    pub account: String,
    pub until: String,
}

/// Where somebody of the support may go.
#[component]
pub fn AgentPage(wording: Wording, inside: Option<Inside>, lines: Vec<AccountLine>) -> impl IntoView {
    let content = match inside {
        Some(Inside { account, until }) => {
            let facts = [("account", account.into()), ("date", until.into())];
            view! {
                <p>{wording.say_with("agent-inside", &facts)}</p>
                <form method="post" action="/support/leave">
                    <button class="button" data-variant="primary" type="submit">{wording.say("agent-leave")}</button>
                </form>
            }
            .into_any()
        }
        None if lines.is_empty() => view! {
            <div class="empty">
                <div class="empty-figure"><Glyph icon=Icon::Shield size="large" /></div>
                <h2 class="empty-title">{wording.say("agent-empty-title")}</h2>
                <p class="empty-text">{wording.say("agent-empty-text")}</p>
            </div>
        }
        .into_any(),
        None => {
            let enter = wording.say("agent-enter");
            let rows = lines.into_iter().map(|line| {
                let label = wording.say_with("agent-enter-account", &[("account", line.name.as_str().into())]);
                view! {
                    <li class="rows-item">
                        <span class="rows-text"><span class="rows-name">{line.name}</span><span class="rows-fact">{line.facts}</span></span>
                        <form method="post" action=line.action>
                            <button class="button" data-size="small" type="submit" aria-label=label>{enter.clone()}</button>
                        </form>
                    </li>
                }
            });
            view! { <ul class="rows" role="list">{rows.collect_view()}</ul> }.into_any()
        }
    };
    view! {
        <div class="page" data-width="form">
            <header class="page-header">
                <h1 class="page-title">{wording.say("agent-title")}</h1>
                <p class="page-lead">{wording.say("agent-lead")}</p>
            </header>
            <div class="stack" data-gap="large">{content}</div>
        </div>
    }
}

/// Where somebody of the support was, and isn't any more.
#[component]
pub fn PutOutPage(
    wording: Wording,
    /// The account that has ended the access.
    was: String,
    home: String,
) -> impl IntoView {
    let text = wording.say_with("agent-out-text", &[("account", was.into())]);
    let back = wording.say_with("agent-out-back", &[("account", home.into())]);
    view! {
        <div class="gate-intro">
            <h1 class="gate-title">{wording.say("agent-out-title")}</h1>
            <p class="gate-lead">{text}</p>
        </div>
        <form class="actions" method="post" action="/support/leave">
            <button class="button" data-variant="primary" type="submit">{back}</button>
        </form>
    }
}
