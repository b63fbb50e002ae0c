use super::Line;
use crate::{
    domain::{import::Column, time::Timestamp},
    server::store::users::ExportedUser,
    wording::{Wording, instant},
};
use serde_json::{Value, json};

/// What an import reads back, and after it what only a reader cares for.
const COLUMNS: [Column; 9] = [
    Column::Email,
    Column::FirstName,
    Column::LastName,
    Column::Role,
    Column::Department,
    Column::DepartmentRole,
    Column::Language,
    Column::Phone,
    Column::NotificationEmail,
];

impl Line for ExportedUser {
    fn header(wording: &Wording) -> Vec<String> {
        let own = COLUMNS.iter().map(|column| wording.say(&format!("column-{}", column.as_str())));
        let more = ["export-state", "export-invited", "export-signed-in"].map(|key| wording.say(key));
        own.chain(more).collect()
    }

    fn cells(&self, wording: &Wording) -> Vec<String> {
        let departments: Vec<&str> = self.departments.iter().map(|place| place.department.name.as_str()).collect();
        // In the same order, as an import reads them.
        let roles: Vec<String> = self.departments.iter().map(|place| wording.department_role(place.role)).collect();
        let day = |at: Option<Timestamp>| at.map(|at| wording.iso_day(at)).unwrap_or_default();
        vec![
            self.email.clone(),
            self.first_name.clone(),
            self.last_name.clone(),
            wording.role(self.role.kind, &self.role.name),
            departments.join(" | "),
            roles.join(" | "),
            self.language.code().to_owned(),
            self.phone.clone(),
            self.notification_email.clone().unwrap_or_default(),
            wording.state(self.state),
            day(self.invited_at),
            day(self.signed_in_at),
        ]
    }

    fn json(&self, wording: &Wording) -> Value {
        let departments = self.departments.iter();
        let departments =
            departments.map(|place| json!({ "name": place.department.name, "role": place.role.as_str() }));
        json!({
            "id": self.id.to_string(),
            "email": self.email,
            "first_name": self.first_name,
            "last_name": self.last_name,
            "role": wording.role(self.role.kind, &self.role.name),
            "departments": departments.collect::<Vec<_>>(),
            "language": self.language.code(),
            "phone": self.phone,
            "notification_email": self.notification_email,
            "state": self.state.as_str(),
            "invited_at": self.invited_at.map(instant),
            "signed_in_at": self.signed_in_at.map(instant),
        })
    }
}
