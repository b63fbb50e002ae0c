//! The form of a role: a table to fill, and what it would mean to whom before it is saved.

use super::{REFUSED, closed_page, parse, path, preview, table};
use crate::{
    domain::{
        access::{Area, Areas, Level, Reach, Role},
        form::{FieldErrors, Problem},
        id::RoleId,
    },
    server::{
        http::{
            form::Pairs,
            handlers::{field_errors, review_line, title_of},
            reader::Reader,
            render::{self, Head},
        },
        operations::{
            Error,
            roles::{self, Preset, Review, Reviewed},
        },
    },
    ui::{
        components::{MatrixGroup, MatrixRow},
        layout::Place,
        pages::{
            review::ReviewPage,
            roles::{Difference, Given, RoleForm, RoleFormPage},
        },
    },
    wording::Wording,
};
use axum::{
    extract::{Path, Query},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use serde::Deserialize;

/// Stands before an area's text in the names of its radio buttons.
const LEVEL: &str = "level-";

/// Which role is copied.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Like {
    like: String,
}

pub async fn new(reader: Reader, Query(target): Query<Like>) -> Result<Response, Error> {
    let like = target.like.parse().ok();
    let (mut form, other, areas) = roles::table(&reader.app, reader.actor()?, like).await?;
    if let Some(other) = other {
        let name = reader.wording.role(other.kind, &other.name);
        form.name = reader.wording.say_with("roles-copy-of", &[("name", name.into())]);
    }
    form_page(&reader, StatusCode::OK, None, &form, &areas, FieldErrors::default(), None).await
}

pub async fn create(reader: Reader, pairs: Pairs) -> Result<Response, Error> {
    let sent = Sent::from(pairs);
    let areas = async || Ok::<_, Error>(roles::table(&reader.app, reader.actor()?, None).await?.2);
    if !sent.saves() {
        let form = sent.filled(&reader).await?;
        return form_page(&reader, StatusCode::OK, None, &form, &areas().await?, FieldErrors::default(), None).await;
    }
    match roles::save(&reader.app, &reader.visit, reader.actor()?, None, &sent.form).await {
        Ok(id) => Ok(Redirect::to(&format!("{}?done=save", path(id))).into_response()),
        Err(error) => {
            let errors = field_errors(error, "form")?;
            form_page(&reader, REFUSED, None, &sent.form, &areas().await?, errors, None).await
        }
    }
}

pub async fn edit(reader: Reader, Path(id): Path<String>) -> Result<Response, Error> {
    let (id, actor) = (parse(&id)?, reader.actor()?);
    let open = roles::open_to(&reader.app, actor, id, Level::Editor).await?;
    if let Some(closed) = &open.closed {
        return closed_page(&reader, &open.role, closed).await;
    }
    let form = roles::Form::of(&open.role, open.version);
    form_page(&reader, StatusCode::OK, Some(id), &form, &open.areas, FieldErrors::default(), None).await
}

pub async fn save(reader: Reader, Path(id): Path<String>, pairs: Pairs) -> Result<Response, Error> {
    let (id, actor) = (parse(&id)?, reader.actor()?);
    let sent = Sent::from(pairs);
    if !actor.may(Area::Roles, Level::Editor) {
        // Refused there, and remembered.
        roles::save(&reader.app, &reader.visit, actor, Some(id), &sent.form).await?;
    }
    let open = roles::open(&reader.app, actor, id).await?;
    if let Some(closed) = &open.closed {
        if sent.saves() {
            // Refused there too, and remembered; unless it isn't closed any more.
            match roles::save(&reader.app, &reader.visit, actor, Some(id), &sent.form).await {
                Ok(id) => return Ok(Redirect::to(&format!("{}?done=save", path(id))).into_response()),
                Err(Error::Fields(_) | Error::NotAllowed(_) | Error::Conflict) => {}
                Err(error) => return Err(error),
            }
        }
        return closed_page(&reader, &open.role, closed).await;
    }
    let page = async |status, form: &roles::Form, errors, theirs| {
        form_page(&reader, status, Some(id), form, &open.areas, errors, theirs).await
    };
    if !sent.saves() {
        let form = sent.filled(&reader).await?;
        return page(StatusCode::OK, &form, FieldErrors::default(), None).await;
    }
    if sent.pressed == Pressed::Save {
        match roles::review(&reader.app, actor, id, &sent.form).await {
            Ok(review) if !(review.lines.is_empty() && review.others == 0) => {
                return Ok(review_page(&reader, id, &sent.form, &review));
            }
            Ok(_) => {}
            Err(error) => return page(REFUSED, &sent.form, field_errors(error, "form")?, None).await,
        }
    }
    match roles::save(&reader.app, &reader.visit, actor, Some(id), &sent.form).await {
        Ok(id) => Ok(Redirect::to(&format!("{}?done=save", path(id))).into_response()),
        Err(Error::Conflict) => {
            // The next sending is over what is there now, knowingly.
            let form = roles::Form { version: open.version.to_string(), ..sent.form };
            let theirs = described(&reader.wording, &open.role, &open.areas);
            page(StatusCode::CONFLICT, &form, FieldErrors::default(), Some(theirs)).await
        }
        Err(error) => page(REFUSED, &sent.form, field_errors(error, "form")?, None).await,
    }
}

/// A role in one line.
fn described(wording: &Wording, role: &Role, areas: &Areas) -> String {
    let table = table(wording, role, areas);
    let lines = table.groups.into_iter().flat_map(|(_, rows)| rows);
    let lines: Vec<String> = lines
        .map(|Given { area, level, .. }| {
            wording.say_with("request-wish", &[("area", area.into()), ("level", level.into())])
        })
        .collect();
    format!("{}. {} {}", role.name, table.reach, lines.join(&wording.say("list-separator")))
}

/// The button that sent the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pressed {
    Save,
    /// Who loses and gains what has been read.
    Reviewed,
    /// Back to the form, as it is.
    Back,
    /// Fills the table.
    Preset(Preset),
    /// Fills it as another role's.
    Like(Option<RoleId>),
}

impl Pressed {
    fn take(pairs: &mut Pairs) -> Self {
        match pairs.take("preset").as_str() {
            "" if !pairs.take("back").is_empty() => Self::Back,
            "" if !pairs.take("reviewed").is_empty() => Self::Reviewed,
            "" => Self::Save,
            "like" => Self::Like(pairs.take("like").parse().ok()),
            // What isn't understood saves nothing.
            preset => preset.parse().map_or(Self::Back, Self::Preset),
        }
    }
}

/// The form as sent, with the button that sent it.
pub(super) struct Sent {
    form: roles::Form,
    pub pressed: Pressed,
}

impl From<Pairs> for Sent {
    fn from(mut pairs: Pairs) -> Self {
        let levels = pairs
            .0
            .iter()
            .filter_map(|(name, value)| name.strip_prefix(LEVEL).map(|area| (area.to_owned(), value.clone())));
        let levels = levels.collect();
        Self {
            form: roles::Form {
                levels,
                name: pairs.take("name"),
                reach: pairs.take("reach"),
                version: pairs.take("version"),
            },
            pressed: Pressed::take(&mut pairs),
        }
    }
}

impl Sent {
    const fn saves(&self) -> bool {
        matches!(self.pressed, Pressed::Save | Pressed::Reviewed)
    }

    /// The form with the table that the button fills in.
    ///
    /// # Errors
    /// As of [`roles::table`].
    pub(super) async fn filled(self, reader: &Reader) -> Result<roles::Form, Error> {
        match self.pressed {
            Pressed::Preset(preset) => Ok(self.form.with(preset)),
            Pressed::Like(like @ Some(_)) => match roles::table(&reader.app, reader.actor()?, like).await {
                Ok((other, ..)) => Ok(roles::Form { levels: other.levels, ..self.form }),
                // Deleted meanwhile: what was chosen stays.
                Err(Error::NotFound) => Ok(self.form),
                Err(error) => Err(error),
            },
            _ => Ok(self.form),
        }
    }
}

async fn form_page(
    reader: &Reader,
    status: StatusCode,
    id: Option<RoleId>,
    form: &roles::Form,
    areas: &Areas,
    errors: FieldErrors,
    theirs: Option<String>,
) -> Result<Response, Error> {
    let wording = reader.wording.clone();
    let is_whole = errors.is_empty() && theirs.is_none();
    let difference = if is_whole { preview::told(reader, id, form).await? } else { Difference::default() };
    let beyond = match errors.get("levels") {
        Some(Problem::BeyondOwnRights) => preview::beyond(reader, id, form).await?,
        _ => None,
    };
    let models = roles::models(&reader.app, reader.actor()?, id).await?;
    let model = |role: &Role| (role.id.to_string(), wording.role(role.kind, &role.name));
    let title = match id {
        Some(_) => wording.say("roles-edit-title"),
        None => wording.say("roles-add"),
    };
    let (action, back) = match id {
        Some(id) => (format!("{}/edit", path(id)), (path(id), form.name.clone())),
        None => ("/roles/new".to_owned(), ("/roles".to_owned(), wording.say("roles-title"))),
    };
    let reaches = Reach::ALL.iter().rev();
    let form = RoleForm {
        action,
        title: title.clone(),
        id: id.map(|id| id.to_string()).unwrap_or_default(),
        is_changed: !(is_whole && difference.is_empty()),
        name: form.name.clone(),
        version: form.version.clone(),
        reaches: reaches
            .map(|reach| {
                let reach = reach.as_str();
                let label = wording.say(&format!("role-reach-{reach}"));
                (reach.to_owned(), label, wording.say(&format!("role-reach-text-{reach}")))
            })
            .collect(),
        reach: form.reach.clone(),
        groups: groups(&wording, form, areas),
        presets: Preset::ALL
            .iter()
            .map(|preset| (preset.as_str().to_owned(), wording.say(&format!("roles-preset-{}", preset.as_str()))))
            .collect(),
        models: models.iter().map(model).collect(),
        beyond,
        difference,
        back,
        theirs,
    };
    let head = Head { title: title_of(reader, title, &errors), islands: true, passwords: false };
    Ok(render::frame(reader, status, head, Some(Place::Roles), move || {
        view! { <RoleFormPage wording form errors /> }.into_any()
    }))
}

pub(super) fn groups(wording: &Wording, form: &roles::Form, areas: &Areas) -> Vec<MatrixGroup> {
    let levels: Vec<(String, String)> =
        roles::LEVELS.iter().map(|level| (level.as_str().to_owned(), wording.level(*level))).collect();
    let row = |area: &str, label: String, choices: &[(String, String)]| MatrixRow {
        name: format!("{LEVEL}{area}"),
        label,
        chosen: form.level(area).to_owned(),
        choices: choices.to_vec(),
    };
    let own = areas.own().map(|area| row(&area.to_string(), wording.area(area), &levels)).collect();
    let all = row("services-all", wording.say("roles-all-services"), &levels);
    let mut groups = vec![
        MatrixGroup { title: wording.say("roles-own-areas"), hint: None, rows: own },
        MatrixGroup {
            title: wording.say("services-title"),
            hint: Some(wording.say("roles-services-hint")),
            rows: vec![all],
        },
    ];
    let inherit = (String::new(), wording.say("roles-like-all"));
    let with_inherit: Vec<_> = std::iter::once(inherit).chain(levels.clone()).collect();
    for (id, name) in areas.of_services() {
        if groups.last().is_none_or(|group| group.title != name.service) {
            groups.push(MatrixGroup { title: name.service.clone(), hint: None, rows: Vec::new() });
        }
        if let Some(group) = groups.last_mut() {
            group.rows.push(row(&id.to_string(), name.area.clone(), &with_inherit));
        }
    }
    groups
}

fn review_page(reader: &Reader, id: RoleId, form: &roles::Form, review: &Review) -> Response {
    let wording = reader.wording.clone();
    let line =
        |line: &Reviewed| review_line(&wording, preview::what(&wording, &review.areas, line), line.people, &line.names);
    let lines = review.lines.iter().map(line).collect();
    let others = preview::others(&wording, review);
    let list = review.sees_people.then(|| format!("/users?role={id}"));
    let mut fields = vec![
        ("name".to_owned(), form.name.clone()),
        ("reach".to_owned(), form.reach.clone()),
        ("version".to_owned(), form.version.clone()),
    ];
    fields.extend(form.levels.iter().map(|(area, level)| (format!("{LEVEL}{area}"), level.clone())));
    let title = wording.say_with("roles-review-title", &[("name", form.name.as_str().into())]);
    let (lead, action) = (wording.say("roles-review-lead"), format!("{}/edit", path(id)));
    render::frame(reader, StatusCode::OK, Head::plain(title.clone()), Some(Place::Roles), move || {
        view! { <ReviewPage wording title lead lines others list action fields /> }.into_any()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_buttons_and_the_table_are_told_apart() {
        let pairs = [("name", "RH"), ("level-users", "editor"), ("preset", "reads"), ("other", "x")];
        let sent = Sent::from(Pairs(pairs.map(|(a, b)| (a.to_owned(), b.to_owned())).to_vec()));
        assert_eq!((sent.form.name.as_str(), sent.form.level("users")), ("RH", "editor"));
        assert_eq!((sent.pressed, sent.form.levels.len()), (Pressed::Preset(Preset::Reads), 1));
    }

    #[test]
    fn what_fills_the_table_never_saves_it() {
        let pressed = |pairs: &[(&str, &str)]| {
            let pairs = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
            Sent::from(Pairs(pairs.collect()))
        };
        assert!(pressed(&[("like", "x")]).saves(), "the select alone presses nothing");
        assert!(pressed(&[("reviewed", "yes")]).saves());
        for sent in [
            [("preset", "like"), ("like", "x")],
            [("preset", "all"), ("reviewed", "yes")],
            [("back", "yes"), ("x", "")],
        ] {
            assert!(!pressed(&sent).saves(), "{sent:?}");
        }
    }
}
