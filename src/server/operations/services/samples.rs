use super::{Form, TypedArea};
use crate::{
    domain::{
        language::Language,
        service::{SAMPLES, Sample},
    },
    wording::Wording,
};
use jiff::tz::TimeZone;

/// The sample catalogue in a language, as the forms by which its services are made [S3.23, S5.6].
pub fn samples(language: Language) -> Vec<Form> {
    // No zone says what a service is called.
    let wording = Wording::new(language, TimeZone::UTC);
    let area = |key: &&str| TypedArea { name: wording.say(key), ..TypedArea::default() };
    let form = |Sample { name, areas, for_all }| Form {
        name: wording.say(name),
        areas: areas.iter().map(area).collect(),
        for_all,
        ..Form::default()
    };
    SAMPLES.into_iter().map(form).collect()
}
