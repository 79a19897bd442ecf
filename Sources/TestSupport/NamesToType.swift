/// Names that a person has to type before a row is deleted or a campaign goes out.
package enum NamesToType {
    /// Accents, other scripts, dashes of print, signs of a shell, a URL, what looks like an option or a field.
    package static let all = [
        "Campaña 002 – ñandú", "Весна — скидки", "日本の春", "It’s “half price” $HOME `id`",
        "https://a.example/in?x=1&y=2#top", "x=1", "--yes",
    ]
}
