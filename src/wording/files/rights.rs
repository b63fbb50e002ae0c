use super::Line;
use crate::{
    domain::{
        access::{Effective, NamedArea, Role},
        id::{DepartmentId, UserId},
    },
    wording::Wording,
};
use serde_json::{Value, json};

/// What somebody may do in an area.
#[derive(Clone, Debug)]
pub struct RightLine<'a> {
    pub id: UserId,
    pub name: &'a str,
    pub email: &'a str,
    pub role: &'a Role,
    /// The person's, by name, for what they give.
    pub departments: &'a [(DepartmentId, String)],
    pub area: &'a NamedArea,
    pub effective: Effective,
}

impl Line for RightLine<'_> {
    fn header(wording: &Wording) -> Vec<String> {
        let keys = ["who-can-person", "column-email", "who-can-area", "me-rights-level", "me-rights-why"];
        keys.map(|key| wording.say(key)).into()
    }

    fn cells(&self, wording: &Wording) -> Vec<String> {
        vec![
            self.name.to_owned(),
            self.email.to_owned(),
            wording.area_of(self.area.area, self.area.name.as_ref()),
            wording.level(self.effective.level),
            wording.why(self.role, self.departments, &self.effective.reasons),
        ]
    }

    fn json(&self, wording: &Wording) -> Value {
        json!({
            "id": self.id.to_string(),
            "name": self.name,
            "email": self.email,
            "area": self.area.area.to_string(),
            "area_name": wording.area_of(self.area.area, self.area.name.as_ref()),
            "level": self.effective.level.as_str(),
            "why": wording.why(self.role, self.departments, &self.effective.reasons),
        })
    }
}
