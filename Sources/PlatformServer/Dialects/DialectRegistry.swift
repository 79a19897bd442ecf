/// The dialects that the server speaks; a further one is its folder and its line here.
package enum DialectRegistry {
    package static func all(_ host: DialectHost) -> [any Dialect] {
        [
            DynDialect(host),
            SendCleanDialect(host),
            DMDSDialect(host),
            SMSDropDialect(host),
        ]
    }
}
