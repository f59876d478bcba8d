//! What the particulars of a domain are called.

use crate::Text;

pub(super) const ADDRESSES: Text = Text::new("解析到的地址", "Addresses");
pub(super) const ANSWER: Text = Text::new("返回的内容", "What came back");
pub(super) const ISSUER: Text = Text::new("签发者", "Issuer");
pub(super) const NAMES: Text = Text::new("证书上的域名", "Names in the certificate");
pub(super) const PORT: Text = Text::new("端口", "Port");
pub(super) const RESOLVER: Text = Text::new("解析服务器", "Resolver");
pub(super) const SUBJECT: Text = Text::new("证书", "Certificate");
pub(super) const VALID_FROM: Text = Text::new("生效时间", "Valid from");
pub(super) const VALID_UNTIL: Text = Text::new("到期时间", "Valid until");
