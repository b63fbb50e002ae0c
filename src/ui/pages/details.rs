use crate::{
    domain::{id::UserId, user::UserState, verb::Verb},
    ui::components::{Alert, Glyph, HistoryDay, HistoryList, Icon, Links, RightLine, RightsTable, VerbMenu, breaking},
    wording::Wording,
};
use leptos::prelude::*;

/// Somebody, in the reader's words.
#[derive(Clone, Debug)]
pub struct Profile {
    pub id: UserId,
    pub name: String,
    pub initials: String,
    pub state: UserState,
    pub state_label: String,
    /// What there is to know beyond the state.
    pub fact: Option<String>,
    /// How the state is to be taken: a tone and a shape of badges.
    pub badge: (&'static str, Option<&'static str>),
    /// What the reader may do with the person.
    pub verbs: Vec<Verb>,
    pub who: Vec<Fact>,
    pub access: Vec<Fact>,
    /// For who may correct what is known of the person.
    pub mails: Option<Vec<Mail>>,
    /// For who may end them.
    pub sessions: Option<Vec<Session>>,
    /// Of somebody deleted: until when all this can come back.
    pub restorable: Option<String>,
    /// The reader may choose the person's services.
    pub assigns: bool,
    /// The level in each area, and why.
    pub rights: Vec<RightLine>,
    /// The newest entries, for who may read them.
    pub history: Option<History>,
}

/// A term with what there is to it.
#[derive(Clone, Debug)]
pub struct Fact {
    pub term: String,
    /// Each with the reason why it is so, where there is one to give.
    pub values: Vec<(String, Option<String>)>,
    /// What stands where there is nothing.
    pub none: String,
}

/// A mail to the person.
#[derive(Clone, Debug)]
pub struct Mail {
    /// What it is about.
    pub kind: String,
    pub state: String,
    pub tone: &'static str,
    /// When and to where, and how often it was tried.
    pub facts: String,
    /// What became of the last try.
    pub answer: Option<String>,
    /// What sends it anew, for who may: of several of a kind, with the newest.
    pub again: Option<Verb>,
}

/// A browser that the person is signed in with.
#[derive(Clone, Debug)]
pub struct Session {
    pub device: String,
    pub facts: String,
    /// Where it is ended.
    pub end: String,
    /// The button's whole name, for who hears it alone.
    pub end_label: String,
}

/// What was done about the person.
#[derive(Clone, Debug)]
pub struct History {
    pub days: Vec<HistoryDay>,
    pub links: Links,
    /// Where there is more: of what was done about the person, and of what that person did.
    pub about: String,
    pub by: String,
}

/// "Détails de l'utilisateur": all about one person, with what can be done [S1.16–S1.19].
#[component]
pub fn DetailsPage(
    wording: Wording,
    profile: Profile,
    /// What has just been done, in a sentence.
    done: Option<String>,
    /// Where somebody more is created like this person, right after this one.
    another: Option<String>,
) -> impl IntoView {
    let another = another.map(|href| (href, wording.say("create-another")));
    let menu = view! {
        <VerbMenu
            wording=wording.clone()
            id=profile.id
            name=profile.name.clone()
            verbs=profile.verbs.clone()
        />
    };
    let (tone, shape) = profile.badge;
    let header = view! {
        <header class="page-header profile-header">
            <span class="avatar" data-size="large" aria-hidden="true" data-tone=(profile.state != UserState::Active).then_some("neutral")>
                {profile.initials.clone()}
            </span>
            <div class="page-title profile-title">
                <h1>{profile.name.clone()}</h1>
                <p class="cluster">
                    <span class="badge" data-tone=tone data-shape=shape>{profile.state_label.clone()}</span>
                    {profile.fact.clone().map(|fact| view! { <span class="muted">{fact}</span> })}
                </p>
            </div>
            {(profile.state != UserState::Deleted).then_some(menu)}
        </header>
    };
    let content = match profile.restorable.clone() {
        Some(restorable) => view! { <Restorable wording=wording.clone() restorable profile /> }.into_any(),
        None => view! { <Sections wording=wording.clone() profile /> }.into_any(),
    };
    view! {
        <div class="page">
            <a class="page-back" href="/users"><Glyph icon=Icon::ChevronLeft size="small" />{wording.say("users-title")}</a>
            {done.map(|done| view! {
                <div class="page-done" role="status" tabindex="-1" autofocus>
                    <Alert tone="success" icon=Icon::Check title=done>
                        {another.map(|(href, label)| view! { <p><a href=href>{label}</a></p> })}
                    </Alert>
                </div>
            })}
            {header}
            {content}
        </div>
    }
}

/// Somebody deleted: nothing but who it was, and the way back.
#[component]
fn Restorable(wording: Wording, restorable: String, profile: Profile) -> impl IntoView {
    let restore = profile.verbs.contains(&Verb::Restore).then(|| {
        view! {
            <div class="actions">
                <a class="button" href=Verb::Restore.path(profile.id) data-dialog>{wording.say("verb-restore")}</a>
            </div>
        }
    });
    view! {
        <div class="stack">
            <Alert tone="warning" icon=Icon::Clock title=wording.say("details-deleted")>
                <p>{restorable}</p>
                {restore}
            </Alert>
            <Facts facts=profile.who />
        </div>
    }
}

#[component]
fn Sections(wording: Wording, profile: Profile) -> impl IntoView {
    let verbs = profile.verbs;
    let id = profile.id;
    let link = |verb: Verb, key: &str| {
        verbs.contains(&verb).then(|| {
            let label = wording.say(key);
            view! { <a class="button" data-size="small" href=verb.path(id) data-dialog>{label}</a> }.into_any()
        })
    };
    let edit = link(Verb::Edit, "verb-edit");
    // Who may change the role may set an end too.
    let access_end = verbs.contains(&Verb::ChangeRole).then(|| {
        let label = wording.say("details-access-end-link");
        view! { <a class="button" data-size="small" href=format!("/users/{id}/access-end")>{label}</a> }
    });
    let page = |end: &str, key: &str| {
        view! { <a class="button" data-size="small" href=format!("/users/{id}/{end}")>{wording.say(key)}</a> }
    };
    let change_rights = Some(page("rights", "details-rights-link").into_any());
    // Who may only read them has the same page.
    let may_place = verbs.contains(&Verb::ChangeRole);
    let departments = page("departments", if may_place { "details-departments-link" } else { "departments-title" });
    let services = profile.assigns.then(|| page("services", "details-services-link"));
    let change_role = link(Verb::ChangeRole, "verb-change-role");
    let change_access =
        Some(view! { <div class="cluster">{change_role} {access_end} {departments} {services}</div> }.into_any());
    let is_active = profile.state == UserState::Active;
    let sessions = profile.sessions.filter(|_| is_active).map(|sessions| {
        let end_all = link(Verb::EndSessions, "details-end-all").filter(|_| sessions.len() > 1);
        view! { <Sessions wording=wording.clone() sessions end_all /> }
    });
    let who = view! { <Facts facts=profile.who /> };
    let access = view! { <Facts facts=profile.access /> };
    let history = profile.history.map(|history| view! { <Entries wording=wording.clone() history /> });
    let mails = profile.mails.map(|mails| view! { <Mails wording=wording.clone() id mails /> });
    let beside = (mails.is_some() || sessions.is_some() || history.is_some())
        .then(|| view! { <div class="stack" data-gap="large">{mails} {sessions} {history}</div> });
    view! {
        <div class="profile">
            <div class="stack" data-gap="large">
                <Section id="who" title=wording.say("details-who") action=edit>
                    {who}
                </Section>
                <Section id="access" title=wording.say("details-access") action=change_access>
                    {access}
                </Section>
            </div>
            {beside}
            <div class="profile-whole">
                <Section id="rights" title=wording.say("details-rights") action=change_rights>
                    <RightsTable caption=wording.say("rights-caption") wording=wording.clone() lines=profile.rights />
                </Section>
            </div>
        </div>
    }
}

/// Mails that are shown without a press.
const NEWEST: usize = 10;

#[component]
fn Mails(wording: Wording, id: UserId, mails: Vec<Mail>) -> impl IntoView {
    let title = wording.say("details-mails");
    let none = mails.is_empty().then(|| view! { <p class="muted">{wording.say("details-no-mail")}</p> });
    let again = wording.say("details-resend");
    let line = |mail| view! { <MailLine id mail again=again.clone() /> };
    let mut lines = mails.into_iter().map(line).collect::<Vec<_>>();
    let older = lines.split_off(lines.len().min(NEWEST));
    let lines = (!lines.is_empty()).then(|| view! { <ul class="rows" role="list">{lines}</ul> });
    let older = (!older.is_empty()).then(|| {
        let summary = wording.say_with("details-older-mails", &[("count", older.len().into())]);
        view! { <details class="disclosure"><summary>{summary}</summary><ul class="rows" role="list">{older}</ul></details> }
    });
    view! { <Section id="mails" title action=None>{none} {lines} {older}</Section> }
}

#[component]
fn Sessions(wording: Wording, sessions: Vec<Session>, end_all: Option<AnyView>) -> impl IntoView {
    let (title, end) = (wording.say("details-sessions"), wording.say("details-end"));
    let none = sessions.is_empty().then(|| view! { <p class="muted">{wording.say("details-no-session")}</p> });
    let lines = sessions.into_iter().map(|session| view! { <SessionLine session end=end.clone() /> });
    let lines = lines.collect::<Vec<_>>();
    let lines = (!lines.is_empty()).then(|| view! { <ul class="rows" role="list">{lines}</ul> });
    view! { <Section id="sessions" title action=end_all>{none} {lines}</Section> }
}

#[component]
fn Entries(wording: Wording, history: History) -> impl IntoView {
    let (title, about) = (wording.say("history-title"), wording.say("details-history-link"));
    let by = wording.say("details-history-by");
    view! {
        <Section id="history" title action=None>
            <HistoryList wording days=history.days links=history.links level=3 />
            <p><a href=history.about>{about}</a></p>
            <p><a href=history.by>{by}</a></p>
        </Section>
    }
}

#[component]
fn Section(id: &'static str, title: String, action: Option<AnyView>, children: Children) -> impl IntoView {
    let heading = format!("{id}-title");
    view! {
        <section class="section" id=id aria-labelledby=heading.clone()>
            <div class="section-header"><h2 class="section-title" id=heading.clone()>{title}</h2>{action}</div>
            {children()}
        </section>
    }
}

#[component]
fn Facts(facts: Vec<Fact>) -> impl IntoView {
    let value = |(value, why): (String, Option<String>)| {
        view! { <p><span inner_html=breaking(&value).into_string()></span>{why.map(|why| view! { <span class="facts-why">{why}</span> })}</p> }
    };
    let facts = facts.into_iter().map(|fact| {
        let empty = fact.values.is_empty();
        let values = fact.values.into_iter().map(value).collect_view();
        let none = empty.then(|| view! { <span class="facts-none">{fact.none}</span> });
        view! { <div><dt>{fact.term}</dt><dd>{values}{none}</dd></div> }
    });
    view! { <dl class="facts">{facts.collect_view()}</dl> }
}

#[component]
fn MailLine(id: UserId, mail: Mail, again: String) -> impl IntoView {
    let again = mail.again.map(|verb| {
        let label = format!("{again} ({})", mail.kind);
        view! { <a class="button" data-size="small" href=verb.path(id) aria-label=label data-dialog>{again}</a> }
    });
    view! {
        <li class="rows-item">
            <div class="rows-text">
                <p class="cluster">
                    <span class="rows-name">{mail.kind}</span>
                    <span class="badge" data-tone=mail.tone data-shape="plain">{mail.state}</span>
                </p>
                <p class="rows-fact">{mail.facts}</p>
                {mail.answer.map(|answer| view! { <p class="rows-fact">{answer}</p> })}
            </div>
            {again}
        </li>
    }
}

#[component]
fn SessionLine(session: Session, end: String) -> impl IntoView {
    view! {
        <li class="rows-item">
            <div class="rows-text">
                <p class="rows-name">{session.device}</p>
                <p class="rows-fact">{session.facts}</p>
            </div>
            <form method="post" action=session.end>
                <button class="button" data-size="small" type="submit" aria-label=session.end_label>{end}</button>
            </form>
        </li>
    }
}
