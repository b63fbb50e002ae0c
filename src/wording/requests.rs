//! Wishes for more access, in words.

use super::Wording;
use crate::domain::access::{Area, AreaName, Level};
use serde_json::Value;

impl Wording {
    /// An area as people know it: one of Parvis's own, or a service's after its service.
    #[must_use]
    pub fn area_of(&self, area: Area, name: Option<&AreaName>) -> String {
        match name {
            Some(name) => self.named_area(&name.service, &name.area),
            None => self.area(area),
        }
    }

    fn named_area(&self, service: &str, area: &str) -> String {
        self.say_with("area-of-service", &[("area", area.into()), ("service", service.into())])
    }

    /// What was asked for, from a message's particulars: a level and an area.
    #[must_use]
    pub fn wish(&self, particulars: &Value) -> String {
        let fact = |name: &str| particulars[name].as_str().unwrap_or_default();
        let area = match (fact("service"), fact("area").parse::<Area>()) {
            ("", Ok(area)) => self.area(area),
            (service, _) => self.named_area(service, fact("name")),
        };
        let level = fact("level").parse::<Level>().unwrap_or_default();
        self.say_with("request-wish", &[("level", self.level(level).into()), ("area", area.into())])
    }
}
