use super::{Step, Steps};
use crate::{
    domain::form::FieldErrors,
    ui::{
        components::{Field, LanguageSelect, PlaceFields, Places, TextInput, Tick},
        pages::invite::{RoleChoice, Roles},
    },
    wording::Wording,
};
use leptos::prelude::*;

/// The first step as it stands.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    pub first_name: String,
    pub last_name: String,
    pub email: String,
    pub notification_email: String,
    pub phone: String,
    pub language: String,
    pub role: String,
    pub department: String,
    pub department_role: String,
    pub ends_on: String,
    pub assign: bool,
}

/// "Créer un nouvel utilisateur": who, and with which access.
#[component]
pub fn DetailsStep(
    wording: Wording,
    /// Where the step is sent.
    action: String,
    typed: Typed,
    roles: Vec<RoleChoice>,
    places: Places,
    /// There are services to assign.
    has_services: bool,
    errors: FieldErrors,
) -> impl IntoView {
    let field =
        |name, key: &str, value: &str| Field::new(name, wording.say(key), value).error(&wording, errors.get(name));
    let hinted = |name, key: &str, hint: &str, value: &str| field(name, key, value).hint(wording.say(hint));
    let first = field("first_name", "create-first-name", &typed.first_name);
    let last = field("last_name", "create-last-name", &typed.last_name);
    let email = hinted("email", "create-email", "create-email-hint", &typed.email);
    let notices = hinted("notification_email", "create-notices", "create-notices-hint", &typed.notification_email);
    let phone = field("phone", "create-phone", &typed.phone);
    let language = hinted("language", "invite-language", "invite-language-hint", &typed.language);
    let ends_on = hinted("ends_on", "access-end-last-day", "access-end-hint", &typed.ends_on);
    let department = field("department", "create-department", &typed.department);
    let place = field("department_role", "create-department-role", &typed.department_role);
    let department = view! { <PlaceFields wording=wording.clone() department place places /> };
    let assign = has_services.then(|| {
        let (title, text) = (wording.say("create-assign"), wording.say("create-assign-text"));
        view! { <Tick name="assign" value="yes".to_owned() title text=Some(text) checked=typed.assign /> }
    });
    let role_error = errors.get("role").map(|problem| wording.problem("role", problem));
    view! {
        <Steps wording=wording.clone() step=Step::Details has_services title=wording.say("create-title") errors=errors.clone()>
            <form class="stack" data-gap="large" method="post" action=action novalidate>
                <section class="form-section" aria-labelledby="person">
                    <h2 id="person">{wording.say("create-person")}</h2>
                    <div class="field-pair">
                        <TextInput field=first autocomplete="off" required=false />
                        <TextInput field=last autocomplete="off" required=false />
                    </div>
                    <TextInput field=email kind="email" autocomplete="off" />
                    <TextInput field=notices kind="email" autocomplete="off" required=false />
                    <TextInput field=phone kind="tel" autocomplete="off" required=false />
                    <LanguageSelect wording=wording.clone() field=language />
                </section>
                <section class="form-section" aria-labelledby="access">
                    <h2 id="access">{wording.say("create-access")}</h2>
                    <Roles wording=wording.clone() label=wording.say("invite-role") roles chosen=typed.role error=role_error />
                    {department}
                    <TextInput field=ends_on kind="date" autocomplete="off" required=false />
                    {assign}
                </section>
                <div class="actions">
                    <button class="button" data-variant="primary" data-size="large" type="submit">
                        {wording.say("create-next")}
                    </button>
                </div>
            </form>
        </Steps>
    }
}
