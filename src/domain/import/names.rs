use crate::domain::{
    access::{BuiltIn, RoleKind},
    department::DepartmentRole,
    language::Language,
    search::fold,
};

/// The built-in role of this name, in French or English, or as Parvis writes it.
#[must_use]
pub fn built_in_role(name: &str) -> Option<RoleKind> {
    let kind = match fold(name).as_str() {
        "administrateur" | "administratrice" | "administrator" | "admin" => BuiltIn::Administrator,
        "utilisateur" | "utilisatrice" | "user" => BuiltIn::User,
        "membre" | "member" => BuiltIn::Member,
        _ => return None,
    };
    Some(RoleKind::BuiltIn(kind))
}

/// The department role of this name.
#[must_use]
pub fn department_role(name: &str) -> Option<DepartmentRole> {
    match fold(name).as_str() {
        "viewer" | "lecteur" | "lectrice" => Some(DepartmentRole::Viewer),
        "operator" | "operateur" | "operatrice" => Some(DepartmentRole::Operator),
        "admin" | "administrateur" | "administratrice" | "administrator" | "departement admin" | "department admin" => {
            Some(DepartmentRole::Admin)
        }
        _ => None,
    }
}

/// The language of this code or name: in itself, in French or in English.
#[must_use]
pub fn language(text: &str) -> Option<Language> {
    let name = fold(text);
    let named = match name.as_str() {
        "french" => Some(Language::Fr),
        "english" | "anglais" => Some(Language::En),
        "german" | "allemand" => Some(Language::De),
        "spanish" | "espagnol" => Some(Language::Es),
        "italian" | "italien" => Some(Language::It),
        "dutch" | "neerlandais" => Some(Language::Nl),
        "polish" | "polonais" => Some(Language::Pl),
        _ => Language::ALL.into_iter().find(|language| fold(language.own_name()) == name),
    };
    named.or_else(|| Language::from_code(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_in_both_languages() {
        assert_eq!(built_in_role("Membre"), built_in_role("MEMBER"));
        assert_eq!(built_in_role("Chef"), None);
        assert_eq!(department_role("Opérateur"), Some(DepartmentRole::Operator));
        assert_eq!(department_role("boss"), None);
        for (text, known) in
            [("fr-CH", Language::Fr), ("Français", Language::Fr), ("german", Language::De), ("EN", Language::En)]
        {
            assert_eq!(language(text), Some(known));
        }
        assert_eq!(language("klingon"), None);
    }
}
