use crate::{
    domain::{form::FieldErrors, invitation::Outcome, text::InvitationText},
    ui::{
        components::{ErrorSummary, Field, Glyph, Icon, LanguageSelect, PlaceFields, Places, Select, TextArea},
        islands::{AddressBox, chip_kinds},
    },
    wording::Wording,
};
use leptos::prelude::*;

/// A role on offer.
#[derive(Clone, Debug)]
pub struct RoleChoice {
    pub id: String,
    pub name: String,
    pub text: String,
}

/// The form as it stands.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    pub key: String,
    pub addresses: String,
    pub role: String,
    pub department: String,
    pub department_role: String,
    pub language: String,
    pub message: String,
}

/// What was asked to be checked beforehand, without script: each address with what would become of it.
#[derive(Clone, Debug)]
pub struct Preview {
    pub lines: Vec<PreviewLine>,
    /// How many of each kind, as HTML.
    pub summary: String,
}

#[derive(Clone, Debug)]
pub struct PreviewLine {
    pub text: String,
    /// Nothing for a text that isn't an address.
    pub outcome: Option<Outcome>,
    /// In the reader's words; nothing where all is well.
    pub note: Option<String>,
}

#[component]
pub fn InvitePage(
    wording: Wording,
    typed: Typed,
    roles: Vec<RoleChoice>,
    places: Places,
    /// Seats left, in words; nothing where there is no limit.
    seats: Option<String>,
    /// Until when the links will live, in words.
    deadline: String,
    preview: Option<Preview>,
    errors: FieldErrors,
) -> impl IntoView {
    let field =
        |name, key: &str, value: &str| Field::new(name, wording.say(key), value).error(&wording, errors.get(name));
    let addresses = field("addresses", "invite-addresses", &typed.addresses).hint(wording.say("invite-addresses-hint"));
    let language = field("language", "invite-language", &typed.language).hint(wording.say("invite-language-hint"));
    let department = field("department", "create-department", &typed.department);
    let place = field("department_role", "create-department-role", &typed.department_role);
    let message = field("message", "invite-message", &typed.message).hint(wording.say("invite-message-hint"));
    view! {
        <div class="page" data-width="form">
            <a class="page-back" href="/users"><Glyph icon=Icon::ChevronLeft size="small" />{wording.say("users-title")}</a>
            <ErrorSummary wording=wording.clone() errors=errors.clone() />
            <header class="page-header">
                <h1 class="page-title">{wording.say("invite-title")}</h1>
                <p class="page-lead">{wording.say("invite-lead")}" "<a href="/users/new">{wording.say("create-link")}</a></p>
            </header>
            <form class="stack" data-gap="large" method="post" action="/users/invite">
                <input type="hidden" name="key" value=typed.key />
                <AddressField wording=wording.clone() field=addresses />
                {preview.map(|preview| view! { <PreviewList preview /> })}
                <Roles wording=wording.clone() label=wording.say("invite-role") roles chosen=typed.role error=errors.get("role").map(|p| wording.problem("role", p)) />
                <PlaceFields wording=wording.clone() department place places />
                <LanguageSelect wording=wording.clone() field=language />
                <TextArea field=message most=InvitationText::MOST />
                <p>{wording.say_with("invite-deadline", &[("date", deadline.into())])}</p>
                <div class="invite-foot">
                    {seats.map(|seats| view! { <p class="invite-seats">{seats}</p> })}
                    <button class="button" data-size="large" data-needs="no-script" type="submit" name="check" value="yes" formnovalidate>
                        {wording.say("invite-check")}
                    </button>
                    <button class="button" data-variant="primary" data-size="large" type="submit">
                        <Glyph icon=Icon::Mail />
                        {wording.say("invite-button")}
                    </button>
                </div>
            </form>
        </div>
    }
}

#[component]
fn AddressField(wording: Wording, field: Field) -> impl IntoView {
    let (described_by, invalid) = (field.described_by(), field.invalid());
    // As children, leptos 0.8 would write it unescaped.
    let value = html_escape::encode_text(&field.value).into_owned();
    view! {
        <div class="field">
            <label class="field-label" for="addresses">{field.label}</label>
            {field.hint.map(|hint| view! { <p class="field-hint" id="addresses-hint">{hint}</p> })}
            {field.error.map(|error| view! {
                <p class="field-error" id="addresses-error"><Glyph icon=Icon::Alert /><span>{error}</span></p>
            })}
            <AddressBox>
                <div data-part="box">
                    <ul class="chips-list" role="list" aria-label=wording.say("invite-added")></ul>
                    <textarea
                        id="addresses"
                        name="addresses"
                        class="input"
                        rows="6"
                        autocomplete="off"
                        autocapitalize="none"
                        spellcheck="false"
                        aria-describedby=described_by
                        aria-invalid=invalid
                        inner_html=value
                    ></textarea>
                    <input type="hidden" name="addresses" disabled />
                </div>
                <p class="field-error" role="alert" hidden>{wording.say("invite-check-failed")}</p>
                <div role="status" data-part="summary"></div>
                <ChipTemplates wording />
            </AddressBox>
        </div>
    }
}

/// What the island makes chips of; the places in braces are for it to fill.
#[component]
fn ChipTemplates(wording: Wording) -> impl IntoView {
    let remove = format!("{} {{text}}", wording.say("invite-remove"));
    let templates = chip_kinds().map(|(kind, outcome)| {
        let note = outcome.map_or_else(|| Some("{note}".to_owned()), |outcome| wording.note(outcome));
        let (state, remove) = (outcome.map_or(kind, state), Some(remove.clone()));
        view! { <template data-chip=kind><Chip state text="{text}".to_owned() note remove /></template> }
    });
    let more = wording.say("invite-more");
    view! {
        {templates.collect_view()}
        <template data-chip="more"><li class="chip" data-state="pending">{more}</li></template>
    }
}

/// How the style knows an outcome.
fn state(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::New => "new",
        Outcome::AlreadyActive => "user",
        Outcome::AlreadyInvited => "invited",
        Outcome::AlreadyInactive | Outcome::AlreadyDeleted => "inactive",
        Outcome::NoSeat | Outcome::DailyLimit | Outcome::OtherDomain | Outcome::Elsewhere => "no-seat",
    }
}

/// An address with what sending would do with it.
#[component]
fn Chip(
    /// As [`state`] gives it, `malformed` or `pending`.
    state: &'static str,
    text: String,
    note: Option<String>,
    /// The name of the button that takes it out; `{number}` is the chip's place.
    remove: Option<String>,
) -> impl IntoView {
    let icon = match state {
        "new" => Icon::Mail,
        "user" => Icon::User,
        "invited" => Icon::Clock,
        "inactive" => Icon::Lock,
        "malformed" => Icon::Alert,
        "no-seat" => Icon::Users,
        _ => Icon::Dots,
    };
    let button = remove.map(|remove| {
        view! {
            <button class="chip-remove" type="button" data-number="{number}" aria-label=remove>
                <Glyph icon=Icon::Cross size="small" />
            </button>
        }
    });
    view! {
        <li class="chip" data-state=state>
            <Glyph icon />
            <span class="chip-text">{text}<span class="chip-note">{note}</span></span>
            {button}
        </li>
    }
}

/// Roles that are shown as cards with what each is for; more of them are a list to open.
const MOST_CARDS: usize = 7;

/// One role to choose.
#[component]
pub fn Roles(
    wording: Wording,
    label: String,
    roles: Vec<RoleChoice>,
    chosen: String,
    error: Option<String>,
) -> impl IntoView {
    if roles.len() > MOST_CARDS {
        let field = Field { error, ..Field::new("role", label, &chosen) };
        let options = roles.into_iter().map(|role| (role.id, role.name)).collect();
        return view! { <Select field options none=wording.say("bulk-choose") /> }.into_any();
    }
    let described_by = error.as_ref().map(|_| "role-error");
    let choices = roles
        .into_iter()
        .enumerate()
        .map(|(n, role)| {
            view! {
                <label class="choice">
                    // The first has the field's own id, so that the error summary leads to it.
                    <input type="radio" name="role" id=(n == 0).then_some("role") value=role.id.clone() checked=role.id == chosen
                        aria-describedby=described_by required />
                    <span class="choice-title">{role.name}</span>
                    <span class="choice-text">{role.text}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset class="choices">
            <legend class="field-label">{label}</legend>
            {error.map(|error| view! {
                <p class="field-error" id="role-error"><Glyph icon=Icon::Alert /><span>{error}</span></p>
            })}
            {choices}
        </fieldset>
    }
    .into_any()
}

/// The chips that stand still: where there is a script, the box itself says the same.
#[component]
fn PreviewList(preview: Preview) -> impl IntoView {
    let chips = preview.lines.into_iter().map(|line| {
        let state = line.outcome.map_or("malformed", state);
        view! { <Chip state text=line.text note=line.note remove=None /> }
    });
    view! {
        <div class="stack" data-needs="no-script">
            <div id="preview" inner_html=preview.summary></div>
            <ul class="cluster" role="list">{chips.collect_view()}</ul>
        </div>
    }
}
