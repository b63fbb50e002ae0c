use super::dates;
use crate::domain::language::Language;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle, types::FluentNumber};
use std::{borrow::Cow, sync::LazyLock};
use unic_langid::LanguageIdentifier;

type Bundle = FluentBundle<FluentResource>;

/// The catalogue files of each written language, one an area.
pub(super) const FRENCH: &[&str] = &[
    include_str!("fr/common.ftl"),
    include_str!("fr/figures.ftl"),
    include_str!("fr/entrance.ftl"),
    include_str!("fr/users.ftl"),
    include_str!("fr/mails.ftl"),
    include_str!("fr/departments.ftl"),
    include_str!("fr/details.ftl"),
    include_str!("fr/passwords.ftl"),
    include_str!("fr/bulk.ftl"),
    include_str!("fr/create.ftl"),
    include_str!("fr/me.ftl"),
    include_str!("fr/history.ftl"),
    include_str!("fr/requests.ftl"),
    include_str!("fr/roles.ftl"),
    include_str!("fr/rights.ftl"),
    include_str!("fr/services.ftl"),
    include_str!("fr/settings.ftl"),
    include_str!("fr/support.ftl"),
    include_str!("fr/exports.ftl"),
];
pub(super) const ENGLISH: &[&str] = &[
    include_str!("en/common.ftl"),
    include_str!("en/figures.ftl"),
    include_str!("en/entrance.ftl"),
    include_str!("en/users.ftl"),
    include_str!("en/mails.ftl"),
    include_str!("en/departments.ftl"),
    include_str!("en/details.ftl"),
    include_str!("en/passwords.ftl"),
    include_str!("en/bulk.ftl"),
    include_str!("en/create.ftl"),
    include_str!("en/me.ftl"),
    include_str!("en/history.ftl"),
    include_str!("en/requests.ftl"),
    include_str!("en/roles.ftl"),
    include_str!("en/rights.ftl"),
    include_str!("en/services.ftl"),
    include_str!("en/settings.ftl"),
    include_str!("en/support.ftl"),
    include_str!("en/exports.ftl"),
];

static BUNDLES: LazyLock<[Bundle; 2]> = LazyLock::new(|| [bundle(Language::Fr, FRENCH), bundle(Language::En, ENGLISH)]);

fn bundle(language: Language, files: &[&str]) -> Bundle {
    let id: LanguageIdentifier = language.code().parse().unwrap_or_default();
    let mut bundle = Bundle::new_concurrent(vec![id]);
    // The isolating marks would stand in attributes and titles; people's texts are cleaned of their own.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match language {
        Language::Fr => |value: &FluentValue<'_>, _: &_| number(Language::Fr, value),
        _ => |value: &FluentValue<'_>, _: &_| number(Language::En, value),
    }));
    for file in files {
        // The test of the catalogues fails on a file that doesn't parse; here its good messages are kept.
        let resource = match FluentResource::try_new((*file).to_owned()) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        bundle.add_resource_overriding(resource);
    }
    bundle
}

fn number(language: Language, value: &FluentValue<'_>) -> Option<String> {
    match value {
        FluentValue::Number(FluentNumber { value, .. }) if *value >= 0.0 && value.fract() == 0.0 =>
        {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole and not negative")]
            Some(dates::number(language, *value as u64))
        }
        _ => None,
    }
}

fn bundle_of(language: Language) -> &'static Bundle {
    let [french, english] = &*BUNDLES;
    if language == Language::Fr { french } else { english }
}

/// Whether there is such a message.
pub(super) fn has(language: Language, key: &str) -> bool {
    bundle_of(language).has_message(key)
}

/// The message in that language; its key where there is none, which the test of the catalogues makes impossible.
pub(super) fn format(language: Language, key: &str, args: Option<&FluentArgs<'_>>) -> String {
    let bundle = bundle_of(language);
    let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
        tracing::error!(key, "wording: no such message");
        return key.to_owned();
    };
    let mut errors = Vec::new();
    let text: Cow<'_, str> = bundle.format_pattern(pattern, args, &mut errors);
    if !errors.is_empty() {
        tracing::error!(key, ?errors, "wording: a message misses its arguments");
    }
    text.into_owned()
}
