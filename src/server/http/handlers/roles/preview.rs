//! What a role's table would mean to whom, in words, while it is being filled.

use super::{
    super::{first_of, requests::contact},
    form::{Pressed, Sent, groups},
    parse,
};
use crate::{
    domain::{
        access::{Area, Areas, Extent},
        form::Problem,
        id::RoleId,
    },
    server::{
        http::{form::Pairs, reader::Reader, render},
        operations::{
            Error, requests,
            roles::{self, Review, Reviewed},
        },
    },
    ui::pages::{
        review::ReviewLine,
        roles::{Difference, RoleParts},
    },
    wording::Wording,
};
use leptos::prelude::*;

/// Lines that are said while one fills the table, which has to stay in sight on a phone too; the review before saving
/// says them all.
const LINES: usize = 2;
/// Names of each.
const NAMES: usize = 3;
/// Areas that are named where a role goes beyond one's own rights.
const LACKED: usize = 5;

/// The parts of the form that an island has renewed: what saving it as it stands would change, and where a button
/// fills the table, the table.
///
/// # Errors
/// As the operation's.
pub async fn role_parts_html(reader: &Reader, fields: &str) -> Result<String, Error> {
    let mut pairs = Pairs::parse(fields.as_bytes());
    let id = match pairs.take("role") {
        id if id.is_empty() => None,
        id => Some(parse(&id)?),
    };
    let sent = Sent::from(pairs);
    let fills = matches!(sent.pressed, Pressed::Preset(_) | Pressed::Like(_));
    let form = sent.filled(reader).await?;
    let difference = told(reader, id, &form).await?;
    let table = if fills {
        let areas = roles::table(&reader.app, reader.actor()?, None).await?.2;
        Some(groups(&reader.wording, &form, &areas))
    } else {
        None
    };
    let wording = reader.wording.clone();
    Ok(render::fragment(move || view! { <RoleParts wording table difference /> }.into_any()))
}

/// # Errors
/// As the operation's, but for what is wrong with the form: that is told.
pub(super) async fn told(reader: &Reader, id: Option<RoleId>, form: &roles::Form) -> Result<Difference, Error> {
    let wording = &reader.wording;
    match roles::preview(&reader.app, reader.actor()?, id, form).await {
        Ok(review) => Ok(review.map(|review| in_words(wording, &review)).unwrap_or_default()),
        Err(Error::Fields(errors)) => {
            let problem = match errors.iter().next() {
                Some((_, Problem::BeyondOwnRights)) => beyond(reader, id, form).await?,
                _ => None,
            };
            let first = || errors.iter().next().map(|(field, problem)| wording.problem(field, problem));
            Ok(Difference { problem: problem.or_else(first), ..Difference::default() })
        }
        Err(error) => Err(error),
    }
}

/// What of a role isn't one's own to give, and whom to turn to for it [S2.9]; nothing where it is by now.
///
/// # Errors
/// As the operation's.
pub(super) async fn beyond(reader: &Reader, id: Option<RoleId>, form: &roles::Form) -> Result<Option<String>, Error> {
    let wording = &reader.wording;
    let lacked = roles::lacked(&reader.app, reader.actor()?, id, form).await?;
    if lacked.is_empty() {
        return Ok(None);
    }
    let rest = lacked.len().saturating_sub(LACKED);
    let mut wishes: Vec<String> = lacked
        .iter()
        .take(LACKED)
        .map(|(named, level)| {
            let area = wording.area_of(named.area, named.name.as_ref());
            wording.say_with("request-wish", &[("area", area.into()), ("level", wording.level(*level).into())])
        })
        .collect();
    if rest > 0 {
        wishes.push(wording.say_with("roles-beyond-rest", &[("count", rest.into())]));
    }
    let wishes = wishes.join(&wording.say("list-separator"));
    let contact = contact(wording, requests::holder(&reader.app, reader.actor()?).await?.as_deref());
    Ok(Some(format!("{} {contact}", wording.say_with("roles-beyond", &[("wishes", wishes.into())]))))
}

fn in_words(wording: &Wording, review: &Review) -> Difference {
    let lines = review.lines.iter().take(LINES).map(|reviewed| ReviewLine {
        what: what(wording, &review.areas, reviewed),
        who: first_of(reviewed.people, &reviewed.names, NAMES),
        others: None,
    });
    let hidden = review.lines.len().saturating_sub(LINES);
    let more = (hidden > 0).then(|| wording.say_with("roles-preview-more", &[("count", hidden.into())]));
    let others = others(wording, review);
    let nobody = (review.lines.is_empty() && others.is_none()).then(|| wording.say("roles-preview-nobody"));
    Difference { lines: lines.collect(), more: [more, nobody, others].into_iter().flatten().collect(), problem: None }
}

/// How many lose or gain what.
pub(super) fn what(wording: &Wording, areas: &Areas, reviewed: &Reviewed) -> String {
    let Reviewed { difference, people, .. } = reviewed;
    let name_of = |area: Area| wording.area_of(area, areas.find(area).and_then(|named| named.name.as_ref()));
    let key = if difference.after < difference.before { "roles-review-lose" } else { "roles-review-gain" };
    let area = name_of(difference.area);
    let area = match difference.extent {
        Extent::Highest => area,
        Extent::Account => wording.say_with("roles-review-account", &[("area", area.into())]),
        Extent::Departments => wording.say_with("roles-review-departments", &[("area", area.into())]),
    };
    let facts = [
        ("count", (*people).into()),
        ("area", area.into()),
        ("before", wording.level(difference.before).into()),
        ("after", wording.level(difference.after).into()),
    ];
    wording.say_with(key, &facts)
}

/// How many more have the role.
pub(super) fn others(wording: &Wording, review: &Review) -> Option<String> {
    (review.others > 0).then(|| wording.say_with("roles-review-others", &[("count", review.others.into())]))
}
