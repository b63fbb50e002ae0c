//! The areas that rights can be given in: Parvis's own, and those that an account's services declare.

use super::Area;
use crate::domain::id::{DepartmentId, ServiceAreaId, ServiceId};
use std::collections::{BTreeMap, BTreeSet};

/// What deciding has to know of an area that a service declares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ServiceArea {
    pub service: ServiceId,
    /// Everybody in the account has the service.
    pub for_all: bool,
    /// A département admin is no more than an Operator in it [S4.25].
    pub caps_admins: bool,
}

/// The areas that an account's services declare, and the services that come with a place in a department.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Catalogue {
    areas: BTreeMap<ServiceAreaId, ServiceArea>,
    by_department: BTreeSet<(DepartmentId, ServiceId)>,
}

impl FromIterator<(ServiceAreaId, ServiceArea)> for Catalogue {
    fn from_iter<T: IntoIterator<Item = (ServiceAreaId, ServiceArea)>>(areas: T) -> Self {
        Self { areas: areas.into_iter().collect(), by_department: BTreeSet::new() }
    }
}

impl Catalogue {
    /// The same, where these services come with these departments.
    #[must_use]
    pub fn with_departments(self, services: impl IntoIterator<Item = (DepartmentId, ServiceId)>) -> Self {
        Self { by_department: services.into_iter().collect(), ..self }
    }

    /// What comes with these departments.
    pub fn by_departments<'a>(
        &'a self,
        departments: impl IntoIterator<Item = &'a DepartmentId>,
    ) -> impl Iterator<Item = ServiceId> {
        let each = departments.into_iter().filter(|_| !self.by_department.is_empty());
        each.flat_map(|id| self.by_department.iter().filter(move |(of, _)| of == id).map(|(_, service)| *service))
    }

    /// Parvis's own areas, then those of services, each with what deciding has to know of it.
    pub fn areas(&self) -> impl Iterator<Item = (Area, Option<ServiceArea>)> + '_ {
        let of_services = self.areas.iter().map(|(id, service)| (Area::Service(*id), Some(*service)));
        Area::OWN.into_iter().map(|own| (own, None)).chain(of_services)
    }
}

/// An area of a service, by its name and its service's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AreaName {
    pub service: String,
    pub area: String,
}

/// An area, with what deciding has to know of a service's, and that one's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedArea {
    pub area: Area,
    pub service: Option<ServiceArea>,
    pub name: Option<AreaName>,
}

/// All of an account: Parvis's own, then each service's, as they are shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Areas(Vec<NamedArea>);

impl FromIterator<(ServiceAreaId, ServiceArea, AreaName)> for Areas {
    /// Those of services, in their order; Parvis's own are there anyway.
    fn from_iter<T: IntoIterator<Item = (ServiceAreaId, ServiceArea, AreaName)>>(of_services: T) -> Self {
        let own = Area::OWN.into_iter().filter(|area| *area != Area::Support);
        let own = own.map(|area| NamedArea { area, service: None, name: None });
        let of_services = of_services.into_iter().map(|(id, service, name)| NamedArea {
            area: Area::Service(id),
            service: Some(service),
            name: Some(name),
        });
        Self(own.chain(of_services).collect())
    }
}

impl Areas {
    /// The same in the instance's own account, whose people may be the support of the others.
    #[must_use]
    pub fn with_support(mut self) -> Self {
        let at = self.own().count();
        self.0.insert(at, NamedArea { area: Area::Support, service: None, name: None });
        self
    }

    /// Parvis's own.
    pub fn own(&self) -> impl Iterator<Item = Area> {
        self.iter().filter(|named| named.service.is_none()).map(|named| named.area)
    }

    pub fn iter(&self) -> impl Iterator<Item = &NamedArea> {
        self.0.iter()
    }

    /// One of them; nothing for what the account doesn't have.
    #[must_use]
    pub fn find(&self, area: Area) -> Option<&NamedArea> {
        self.iter().find(|named| named.area == area)
    }

    /// Those of services, by name.
    pub fn of_services(&self) -> impl Iterator<Item = (ServiceAreaId, &AreaName)> {
        self.iter().filter_map(|named| match (named.area, &named.name) {
            (Area::Service(id), Some(name)) => Some((id, name)),
            _ => None,
        })
    }

    /// What deciding has to know of them.
    #[must_use]
    pub fn catalogue(&self) -> Catalogue {
        let of_services = self.iter().filter_map(|named| match (named.area, named.service) {
            (Area::Service(id), Some(service)) => Some((id, service)),
            _ => None,
        });
        of_services.collect()
    }
}
