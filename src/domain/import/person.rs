use super::{CellProblem, Column, LineProblem, Record, department_role, language};
use crate::domain::{
    address::EmailAddress,
    csv::plain,
    department::DepartmentRole,
    language::Language,
    phone::Phone,
    text::{PersonName, TextProblem, clean_line},
};

/// Somebody as a line has it. Roles and departments are names still.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    pub email: EmailAddress,
    pub first_name: String,
    pub last_name: String,
    /// Empty: the one that the import gives.
    pub role: String,
    /// Each with what the person is there.
    pub departments: Vec<(String, DepartmentRole)>,
    pub language: Option<Language>,
    pub phone: Phone,
    pub notification_email: Option<EmailAddress>,
}

/// The person of a record whose columns hold what `columns` says.
///
/// # Errors
/// [`LineProblem::Torn`], or [`LineProblem::Cells`] with every cell that can't be taken.
pub fn read(record: &Record<'_>, columns: &[Column]) -> Result<Person, LineProblem> {
    if record.is_torn {
        return Err(LineProblem::Torn);
    }
    let cell = |column: Column| {
        let at = columns.iter().position(|held| *held == column);
        let text = at.and_then(|at| record.cells.get(at)).map_or("", |cell| cell.as_ref());
        plain(text.trim_matches([' ', '\u{A0}']))
    };
    let mut problems = Vec::new();
    macro_rules! take {
        ($column:ident, $parsed:expr) => {
            match $parsed {
                Ok(value) => Some(value),
                Err(problem) => {
                    problems.push((Column::$column, problem));
                    None
                }
            }
        };
    }
    let email = take!(Email, EmailAddress::parse(&cell(Column::Email)).map_err(CellProblem::Address));
    let first_name = take!(FirstName, name(&cell(Column::FirstName)));
    let last_name = take!(LastName, name(&cell(Column::LastName)));
    let departments = take!(DepartmentRole, departments(&cell(Column::Department), &cell(Column::DepartmentRole)));
    let language = take!(Language, known(&cell(Column::Language), language));
    let phone = take!(Phone, Phone::parse(&cell(Column::Phone)).map_err(CellProblem::Phone));
    let notification_email = take!(
        NotificationEmail,
        Some(cell(Column::NotificationEmail))
            .filter(|text| !clean_line(text).is_empty())
            .map(|text| EmailAddress::parse(&text).map_err(CellProblem::Address))
            .transpose()
    );
    match (email, first_name, last_name, departments, language, phone, notification_email) {
        (
            Some(email),
            Some(first_name),
            Some(last_name),
            Some(departments),
            Some(language),
            Some(phone),
            Some(notification_email),
        ) => Ok(Person {
            email,
            first_name,
            last_name,
            role: clean_line(&cell(Column::Role)),
            departments,
            language,
            phone,
            notification_email,
        }),
        _ => Err(LineProblem::Cells(problems)),
    }
}

/// A name, or none: the person gives it when joining.
fn name(text: &str) -> Result<String, CellProblem> {
    match PersonName::parse(text) {
        Ok(name) => Ok(name.as_str().to_owned()),
        Err(TextProblem::Empty) => Ok(String::new()),
        Err(problem) => Err(CellProblem::Text(problem)),
    }
}

/// What a cell names; nothing where it is empty.
fn known<T>(text: &str, find: impl Fn(&str) -> Option<T>) -> Result<Option<T>, CellProblem> {
    let text = clean_line(text);
    if text.is_empty() { Ok(None) } else { find(&text).map(Some).ok_or(CellProblem::Unknown) }
}

/// The departments, each with a role in it: one role is for all of them, several are in the same order; Viewer where there
/// is none.
fn departments(names: &str, roles: &str) -> Result<Vec<(String, DepartmentRole)>, CellProblem> {
    let names: Vec<String> = several(names).collect();
    let roles: Vec<DepartmentRole> =
        several(roles).map(|role| department_role(&role).ok_or(CellProblem::Unknown)).collect::<Result<_, _>>()?;
    match roles[..] {
        [] => Ok(names.into_iter().map(|name| (name, DepartmentRole::Viewer)).collect()),
        [role] => Ok(names.into_iter().map(|name| (name, role)).collect()),
        _ if roles.len() == names.len() => Ok(names.into_iter().zip(roles).collect()),
        _ => Err(CellProblem::Unknown),
    }
}

/// Several are kept apart by a stroke, as exports write them.
fn several(text: &str) -> impl Iterator<Item = String> {
    text.split('|').map(clean_line).filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        address::AddressProblem,
        import::{Records, Separator},
        phone::PhoneProblem,
    };
    use proptest::prelude::*;

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

    fn line(text: &str) -> Result<Person, LineProblem> {
        read(&Records::new(text, Separator::Semicolon).next().unwrap(), &COLUMNS)
    }

    #[test]
    fn a_line_is_somebody() {
        let person =
            line(" Anna@exemple.fr;Anna;Martin;Membre;Lyon | Paris;Opérateur;fr;'+33 6 12 34 56 78;s@exemple.fr")
                .unwrap();
        assert_eq!(person.email.as_str(), "Anna@exemple.fr");
        assert_eq!((person.first_name.as_str(), person.role.as_str()), ("Anna", "Membre"));
        let in_both = |role| ["Lyon", "Paris"].map(|name| (name.to_owned(), role));
        assert_eq!(person.departments, in_both(DepartmentRole::Operator));
        let each = line("anna@exemple.fr;;;;Lyon | Paris;Opérateur|Département admin").unwrap();
        let roles: Vec<DepartmentRole> = each.departments.iter().map(|(_, role)| *role).collect();
        assert_eq!(roles, [DepartmentRole::Operator, DepartmentRole::Admin]);
        let none = line("anna@exemple.fr;;;;Lyon | Paris").unwrap();
        assert_eq!(none.departments, in_both(DepartmentRole::Viewer));
        let torn = line("anna@exemple.fr;;;;Lyon;Opérateur|Viewer");
        assert_eq!(torn, Err(LineProblem::Cells(vec![(Column::DepartmentRole, CellProblem::Unknown)])));
        assert_eq!((person.language, person.phone.as_str()), (Some(Language::Fr), "+33 6 12 34 56 78"));
        let bare = line("anna@exemple.fr").unwrap();
        assert_eq!((bare.last_name.as_str(), bare.language, bare.notification_email), ("", None, None));
    }

    #[test]
    fn every_cell_that_cannot_be_taken_is_said() {
        let long = "x".repeat(300);
        let problems = line(&format!("anna@;{long};Martin;;;boss;klingon;call me;x"));
        assert_eq!(
            problems,
            Err(LineProblem::Cells(vec![
                (Column::Email, CellProblem::Address(AddressProblem::NoDomain)),
                (Column::FirstName, CellProblem::Text(TextProblem::TooLong { most: 100 })),
                (Column::DepartmentRole, CellProblem::Unknown),
                (Column::Language, CellProblem::Unknown),
                (Column::Phone, CellProblem::Phone(PhoneProblem::BadCharacter)),
                (Column::NotificationEmail, CellProblem::Address(AddressProblem::NoAt)),
            ]))
        );
        assert_eq!(line("\"anna@exemple.fr;x"), Err(LineProblem::Torn));
    }

    #[test]
    fn a_formula_is_text_like_any_other() {
        let person = line("a@exemple.fr;=cmd|' /C calc'!A0;'=1+1").unwrap();
        assert_eq!((person.first_name.as_str(), person.last_name.as_str()), ("=cmd|' /C calc'!A0", "=1+1"));
    }

    proptest! {
        #[test]
        fn any_line_is_somebody_or_a_problem(cells in prop::collection::vec(any::<String>(), 0..12)) {
            let record = Record { line: 1, cells: cells.iter().map(|c| c.as_str().into()).collect(), is_torn: false };
            match read(&record, &COLUMNS) {
                Ok(person) => prop_assert!(person.first_name.chars().count() <= 100),
                Err(LineProblem::Cells(problems)) => prop_assert!(!problems.is_empty()),
                Err(other) => prop_assert!(false, "{other:?}"),
            }
        }
    }
}
