//! Making a service, and changing one.

use super::{
    super::{field_errors, review_line, title_of},
    parse, path,
};
use crate::{
    domain::{
        access::{Area, Level},
        form::FieldErrors,
        id::ServiceId,
    },
    server::{
        http::{
            form::Pairs,
            reader::Reader,
            render::{self, Head},
        },
        operations::{
            Error,
            services::{self, Form, Losing, Open, TypedArea},
        },
    },
    ui::{
        layout::Place,
        pages::{
            review::ReviewPage,
            services::{ServiceForm, ServiceFormPage},
        },
    },
    wording::Wording,
};
use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;

const REFUSED: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;

pub async fn new(reader: Reader) -> Result<Response, Error> {
    form_page(&reader, StatusCode::OK, None, &Form::default(), FieldErrors::default(), None).await
}

pub async fn create(reader: Reader, pairs: Pairs) -> Result<Response, Error> {
    let actor = reader.actor()?;
    let sent = Sent::from(pairs);
    if sent.is_draft() && actor.may_everywhere(Area::Services, Level::Editor) {
        return form_page(&reader, StatusCode::OK, None, &sent.drafted(), FieldErrors::default(), None).await;
    }
    match services::save(&reader.app, &reader.visit, actor, None, &sent.form).await {
        Ok(id) => Ok(Redirect::to(&format!("{}?done=save", path(id))).into_response()),
        Err(error) => {
            let errors = field_errors(error, "form")?;
            form_page(&reader, REFUSED, None, &sent.form, errors, None).await
        }
    }
}

pub async fn edit(reader: Reader, Path(id): Path<String>) -> Result<Response, Error> {
    let id = parse(&id)?;
    let open = services::open(&reader.app, reader.actor()?, id, Level::Editor).await?;
    form_page(&reader, StatusCode::OK, Some(id), &open.form(), FieldErrors::default(), None).await
}

pub async fn save(reader: Reader, Path(id): Path<String>, pairs: Pairs) -> Result<Response, Error> {
    let (id, actor) = (parse(&id)?, reader.actor()?);
    let sent = Sent::from(pairs);
    if !actor.may_everywhere(Area::Services, Level::Editor) {
        // Refused there, and remembered.
        services::save(&reader.app, &reader.visit, actor, Some(id), &sent.form).await?;
    }
    let open = services::open(&reader.app, actor, id, Level::Editor).await?;
    if sent.is_draft() {
        return form_page(&reader, StatusCode::OK, Some(id), &sent.drafted(), FieldErrors::default(), None).await;
    }
    if !sent.reviewed {
        match services::review(&reader.app, actor, id, &sent.form).await {
            Ok(lines) if !lines.is_empty() => return Ok(review_page(&reader, id, &sent.form, &lines)),
            Ok(_) => {}
            Err(error) => {
                let errors = field_errors(error, "form")?;
                return form_page(&reader, REFUSED, Some(id), &sent.form, errors, None).await;
            }
        }
    }
    match services::save(&reader.app, &reader.visit, actor, Some(id), &sent.form).await {
        Ok(id) => Ok(Redirect::to(&format!("{}?done=save", path(id))).into_response()),
        Err(Error::Conflict) => {
            // The next sending is over what is there now, knowingly.
            let form = Form { version: open.settings.version.to_string(), ..sent.form };
            let theirs = described(&reader.wording, &open);
            form_page(&reader, StatusCode::CONFLICT, Some(id), &form, FieldErrors::default(), Some(theirs)).await
        }
        Err(error) => {
            let errors = field_errors(error, "form")?;
            form_page(&reader, REFUSED, Some(id), &sent.form, errors, None).await
        }
    }
}

/// A service in one line.
fn described(wording: &Wording, open: &Open) -> String {
    let settings = &open.settings;
    let who = if settings.for_all { "services-for-all" } else { "services-for-some" };
    let cap = if settings.caps_admins { "services-cap-yes" } else { "services-cap-no" };
    let facts = [settings.service.name.clone(), settings.service.url.clone(), wording.say(who), wording.say(cap)];
    let areas = open.areas.iter().map(|(_, name)| name.clone());
    let departments = open.departments.iter().map(|department| department.name.clone());
    let facts: Vec<String> =
        facts.into_iter().chain(areas).chain(departments).filter(|fact| !fact.is_empty()).collect();
    facts.join(" · ")
}

/// The form as sent, with the button that sent it.
struct Sent {
    form: Form,
    /// One more line is asked for.
    more: bool,
    /// The line that changes places with the one above.
    up: Option<usize>,
    reviewed: bool,
    back: bool,
}

impl Sent {
    /// Whether it is shown again rather than saved.
    fn is_draft(&self) -> bool {
        self.more || self.up.is_some() || self.back
    }

    /// What is shown then: the form always has an empty line at its end.
    fn drafted(&self) -> Form {
        match self.up {
            Some(at) => self.form.clone().raised(at),
            None => self.form.clone(),
        }
    }
}

impl From<Pairs> for Sent {
    fn from(mut pairs: Pairs) -> Self {
        let (ids, names) = (pairs.all("known"), pairs.all("area"));
        let areas = ids.zip(names).map(|(id, name)| TypedArea { id: id.to_owned(), name: name.to_owned() });
        let areas = areas.collect();
        let departments = pairs.all("departments").map(str::to_owned).collect();
        Self {
            form: Form {
                areas,
                departments,
                name: pairs.take("name"),
                url: pairs.take("url"),
                for_all: !pairs.take("for_all").is_empty(),
                caps_admins: !pairs.take("caps_admins").is_empty(),
                version: pairs.take("version"),
            },
            more: !pairs.take("more").is_empty(),
            up: pairs.take("up").parse().ok(),
            reviewed: !pairs.take("reviewed").is_empty(),
            back: !pairs.take("back").is_empty(),
        }
    }
}

async fn form_page(
    reader: &Reader,
    status: StatusCode,
    id: Option<ServiceId>,
    form: &Form,
    errors: FieldErrors,
    theirs: Option<String>,
) -> Result<Response, Error> {
    let wording = reader.wording.clone();
    let all = services::departments(&reader.app, reader.actor()?).await?;
    let departments = all.into_iter().map(|department| {
        let id = department.id.to_string();
        let is_chosen = form.departments.contains(&id);
        (id, department.name, is_chosen)
    });
    let departments = departments.collect();
    let title = wording.say(if id.is_some() { "services-edit-title" } else { "services-add" });
    let (action, back) = match id {
        Some(id) => (format!("{}/edit", path(id)), (path(id), form.name.clone())),
        None => ("/services/new".to_owned(), ("/services".to_owned(), wording.say("services-title"))),
    };
    let form = ServiceForm {
        action,
        title: title.clone(),
        name: form.name.clone(),
        url: form.url.clone(),
        for_all: form.for_all,
        caps_admins: form.caps_admins,
        areas: form.areas.iter().map(|area| (area.id.clone(), area.name.clone())).collect(),
        departments,
        version: form.version.clone(),
        back,
        theirs,
    };
    let head = Head::plain(title_of(reader, title, &errors));
    Ok(render::frame(reader, status, head, Some(Place::Services), move || {
        view! { <ServiceFormPage wording form errors /> }.into_any()
    }))
}

fn review_page(reader: &Reader, id: ServiceId, form: &Form, lines: &[Losing]) -> Response {
    let wording = reader.wording.clone();
    let lines = lines.iter().map(|line| {
        let facts = [("count", line.people.into()), ("area", line.area.as_str().into())];
        review_line(&wording, wording.say_with("services-review-lose", &facts), line.people, &line.names)
    });
    let lines = lines.collect();
    let text = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let mut fields = vec![text("name", &form.name), text("url", &form.url), text("version", &form.version)];
    let ticked = [("for_all", form.for_all), ("caps_admins", form.caps_admins)];
    fields.extend(ticked.into_iter().filter(|(_, ticked)| *ticked).map(|(name, _)| text(name, "yes")));
    fields.extend(form.areas.iter().flat_map(|area| [text("known", &area.id), text("area", &area.name)]));
    fields.extend(form.departments.iter().map(|id| text("departments", id)));
    let title = wording.say_with("services-review-title", &[("name", form.name.as_str().into())]);
    let (lead, action) = (wording.say("services-review-lead"), format!("{}/edit", path(id)));
    render::frame(reader, StatusCode::OK, Head::plain(title.clone()), Some(Place::Services), move || {
        view! { <ReviewPage wording title lead lines action fields /> }.into_any()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(pairs: &[(&str, &str)]) -> Sent {
        Sent::from(Pairs(pairs.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()))
    }

    #[test]
    fn the_lines_keep_their_order_and_their_ids() {
        let sent = sent(&[
            ("name", "Campagnes"),
            ("known", "1"),
            ("area", "Contacts"),
            ("known", ""),
            ("area", "SMS"),
            ("caps_admins", "yes"),
        ]);
        let lines: Vec<(&str, &str)> = sent.form.areas.iter().map(|a| (a.id.as_str(), a.name.as_str())).collect();
        assert_eq!(lines, [("1", "Contacts"), ("", "SMS")]);
        assert!(sent.form.caps_admins && !sent.form.for_all && !sent.is_draft());
    }

    #[test]
    fn a_button_for_the_lines_saves_nothing() {
        let lines = [("known", ""), ("area", "A"), ("known", ""), ("area", "B")];
        let up = sent(&[&lines[..], &[("up", "1")]].concat());
        assert!(up.is_draft());
        assert_eq!(up.drafted().areas[0].name, "B");
        assert!(sent(&[("more", "yes")]).is_draft() && sent(&[("back", "yes")]).is_draft());
        assert!(!sent(&[("reviewed", "yes")]).is_draft());
    }
}
