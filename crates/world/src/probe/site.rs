//! The addresses a deployment consists of, as its answers tell them.

use guide::{Answers, Site, Unknown};
use url::Url;

/// Host name and port of a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) host: String,
    pub(crate) port: u16,
}

/// Where a site is.
pub(crate) fn place(answers: &Answers, site: Site) -> Result<Place, Unknown> {
    let (host, port) = match site {
        Site::Service => {
            let address = answers.service_address()?;
            (address.host().to_owned(), address.port())
        }
        Site::Home => {
            let address = answers.home_url()?;
            (address.host().to_owned(), address.port())
        }
        Site::Request => {
            let domain = answers.request_domain()?;
            (domain.host().to_owned(), domain.port())
        }
        Site::Business => (answers.business_domain()?.as_str().to_owned(), 443),
    };
    Ok(Place { host, port })
}

/// The address that is opened to see a site.
pub(crate) fn page(answers: &Answers, site: Site) -> Result<Url, Unknown> {
    Ok(match site {
        Site::Service => answers.service_address()?.url().clone(),
        Site::Home => answers.home_url()?.url().clone(),
        Site::Request | Site::Business => place(answers, site)?.url()?,
    })
}

impl Place {
    /// The address of its root.
    pub(crate) fn url(&self) -> Result<Url, Unknown> {
        Url::parse(&format!("https://{}:{}/", self.host, self.port)).map_err(|_| Unknown::Crashed)
    }
}
