package import Store

/// A contact's text as its columns for search and sorting hold it.
extension SearchFolding {
    /// Sorts after every letter: people without a name come last.
    package static let nameless = "\u{10FFFF}"

    /// The value of `contact.search`: e-mail, full name and phone, folded, in this order, and parted by what no needle
    /// holds.
    package static func searchText(email: String?, first: String, last: String, phone: String?) -> String {
        "\(fold(email ?? ""))\u{1}\(fold(fullName(first, last)))\u{1}\(fold(phone ?? ""))"
    }

    /// The value of `contact.name_sort`: the name as rows show it, folded.
    package static func nameSortKey(last: String, first: String) -> String {
        last.isEmpty && first.isEmpty ? nameless : fold(fullName(first, last))
    }

    private static func fullName(_ first: String, _ last: String) -> String {
        first.isEmpty || last.isEmpty ? first + last : "\(first) \(last)"
    }
}
