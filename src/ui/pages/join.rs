use crate::{
    domain::{form::FieldErrors, invitation::Ending, password::Rules},
    server::store::invitations::Invitation,
    ui::components::{Alert, ErrorSummary, Field, Glyph, Icon, NewPassword, TextInput},
    wording::Wording,
};
use leptos::prelude::*;

/// What the invited person typed so far, without the password.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    pub first_name: String,
    pub last_name: String,
}

/// Who invites, to what, as what, until when.
#[component]
fn InvitationCard(wording: Wording, invitation: Invitation) -> impl IntoView {
    let account = invitation.account_name.clone();
    let title = match invitation.inviter_name {
        Some(inviter) => wording.say_with("join-invited-by", &[("inviter", inviter.into())]),
        None => wording.say("join-invited"),
    };
    let role = wording.role(invitation.role_kind, &invitation.role_name);
    let fact = |key: &str, value: String| view! { <div><dt>{wording.say(key)}</dt><dd>{value}</dd></div> };
    view! {
        <div class="invitation">
            <h1 class="invitation-title">{title}" "<strong>{account}</strong></h1>
            {(!invitation.message.is_empty()).then(|| view! { <p class="invitation-message">{invitation.message}</p> })}
            <dl class="facts">
                {fact("join-address", invitation.address)}
                {fact("join-role", role)}
                {fact("join-deadline", wording.date_time(invitation.expires_at))}
            </dl>
        </div>
    }
}

/// The open invitation's form.
#[component]
pub fn JoinPage(
    wording: Wording,
    invitation: Invitation,
    /// The form's own address.
    action: String,
    typed: Typed,
    suggestion: String,
    rules: Rules,
    errors: FieldErrors,
) -> impl IntoView {
    let field =
        |name, key: &str, value: &str| Field::new(name, wording.say(key), value).error(&wording, errors.get(name));
    let first = field("first_name", "field-first-name", &typed.first_name);
    let last = field("last_name", "field-last-name", &typed.last_name);
    let password = field("password", "join-password", "");
    let (account, email) = (invitation.account_name.clone(), invitation.address.clone());
    let opened = format!("{action}/opened");
    view! {
        <ErrorSummary wording=wording.clone() errors />
        <InvitationCard wording=wording.clone() invitation />
        <form class="stack" method="post" action=action data-opened=opened>
            <div class="field-pair">
                <TextInput field=first autocomplete="given-name" />
                <TextInput field=last autocomplete="family-name" />
            </div>
            // For the browser's password manager: which account the password is of.
            <input type="email" value=email autocomplete="username" hidden readonly />
            <NewPassword wording=wording.clone() field=password suggestion rules />
            <button class="button" data-variant="primary" data-size="large" data-shape="wide" type="submit">
                {wording.say_with("join-button", &[("account", account.into())])}
            </button>
        </form>
        <p class="gate-aside">{wording.say("join-unexpected")}</p>
        <script type="module" src="/assets/opened.js"></script>
    }
}

/// Why a link is worth nothing any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dead {
    Expired,
    Ended(Ending),
}

/// Says what happened to a link, and what to do.
#[component]
pub fn DeadLinkPage(
    wording: Wording,
    invitation: Invitation,
    dead: Dead,
    /// Where the form that asks for a new link goes.
    ask: String,
) -> impl IntoView {
    let (email, is_elsewhere) = (invitation.address.clone(), invitation.is_elsewhere());
    let date = wording.date_time(invitation.ended_at.unwrap_or(invitation.expires_at));
    let inviter = invitation.inviter_name.unwrap_or_else(|| invitation.account_name.clone());
    let (title, text) = match dead {
        Dead::Expired => (
            "join-expired-title",
            wording.say_with("join-expired-text", &[("date", date.into()), ("email", email.into())]),
        ),
        Dead::Ended(Ending::Replaced) => (
            "join-replaced-title",
            wording.say_with("join-replaced-text", &[("date", date.into()), ("email", email.into())]),
        ),
        Dead::Ended(Ending::Revoked) => {
            ("join-revoked-title", wording.say_with("join-revoked-text", &[("inviter", inviter.into())]))
        }
        Dead::Ended(Ending::Accepted) if is_elsewhere => ("join-used-title", wording.say("join-used-elsewhere")),
        Dead::Ended(Ending::Accepted) => {
            ("join-used-title", wording.say_with("join-used-text", &[("email", email.into())]))
        }
    };
    let action = match dead {
        Dead::Expired | Dead::Ended(Ending::Replaced) => view! {
            <form method="post" action=ask>
                <button class="button" data-variant="primary" data-size="large" data-shape="wide" type="submit">
                    <Glyph icon=Icon::Refresh />
                    {wording.say("join-ask")}
                </button>
            </form>
        }
        .into_any(),
        Dead::Ended(Ending::Accepted) => view! {
            <div class="actions">
                <a class="button" data-variant="primary" data-size="large" href="/sign-in">{wording.say("sign-in-button")}</a>
            </div>
        }
        .into_any(),
        Dead::Ended(Ending::Revoked) => ().into_any(),
    };
    view! {
        <div class="gate-intro">
            <h1 class="gate-title">{wording.say(title)}</h1>
            <p class="gate-lead">{text}</p>
        </div>
        {action}
    }
}

/// A new link was made. Where no server sends mails, somebody has to hand it over.
#[component]
pub fn AskedPage(
    wording: Wording,
    email: String,
    /// The message stays in the built-in mailbox.
    kept: bool,
) -> impl IntoView {
    let (title, text) =
        if kept { ("join-kept-title", "join-kept-text") } else { ("join-asked-title", "join-asked-text") };
    let back = wording.say("forgot-to-sign-in");
    view! {
        <div class="gate-intro"><h1 class="gate-title">{wording.say(title)}</h1></div>
        <div role="status" tabindex="-1" autofocus>
            <Alert tone="success" icon=Icon::Mail title=wording.say_with(text, &[("email", email.into())])>
                <p>{wording.say(if kept { "join-kept-next" } else { "join-asked-spam" })}</p>
            </Alert>
        </div>
        <p class="gate-aside"><a href="/sign-in">{back}</a></p>
    }
}

/// Somebody else is signed in on this browser: nobody joins under another's session.
#[component]
pub fn OtherUserPage(
    wording: Wording,
    invitation: Invitation,
    /// Who is signed in.
    name: String,
    /// Where the form that signs out, and comes back, goes.
    switch: String,
) -> impl IntoView {
    let title = wording.say_with("join-other-title", &[("name", name.into())]);
    let text = wording.say_with("join-other-text", &[("email", invitation.address.clone().into())]);
    view! {
        <InvitationCard wording=wording.clone() invitation />
        <Alert tone="info" icon=Icon::User title>
            <p>{text}</p>
        </Alert>
        <form class="actions" method="post" action=switch>
            <button class="button" data-variant="primary" data-size="large" type="submit">{wording.say("join-switch")}</button>
            <a class="button" data-variant="quiet" data-size="large" href="/">{wording.say("join-stay")}</a>
        </form>
    }
}
