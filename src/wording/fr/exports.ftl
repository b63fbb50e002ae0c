# Files of people, rights and history, made in the background.
exports-title = Exports
exports-lead = Un fichier des utilisateurs de votre compte, de leurs droits ou de l’historique. Il se prépare en arrière-plan, et personne d’autre ne peut le télécharger.
exports-what = Que voulez-vous exporter ?
exports-what-people = Utilisateurs
exports-what-rights = Droits
exports-what-history = Historique
exports-text-people = Adresses, noms, rôles, départements et états. L’import relit le fichier CSV.
exports-text-rights = Ce que chaque utilisateur actif peut faire dans chaque rubrique, et pourquoi.
exports-text-history = Qui a fait quoi, à qui, quand et d’où.
exports-format = Format
exports-format-csv = CSV
exports-format-json = JSON
exports-for-csv = Pour un tableur.
exports-for-json = Pour un autre logiciel.
exports-make = Préparer le fichier
exports-nothing = Vous pouvez exporter, mais ne voyez ni les utilisateurs, ni les rôles, ni l’historique : il n’y a rien à mettre dans un fichier.
exports-kept = Vos fichiers
exports-empty-title = Aucun fichier pour l’instant
exports-empty-text = Ce que vous préparez reste ici sept jours ; personne d’autre ne le voit.
exports-name = {$what}, {$format}
exports-asked = Demandé le {$date} à {$time}
exports-until = conservé jusqu’au {$date} à {$time}
exports-download = Télécharger
exports-delete = Supprimer
exports-follow = Voir l’avancement
exports-done-delete = Le fichier est supprimé.
exports-job-people = Export des utilisateurs, {$format}
exports-job-rights = Export des droits, {$format}
exports-job-history = Export de l’historique, {$format}
exports-ready = Le fichier est prêt : {$size}. Il est conservé jusqu’au {$date} à {$time} ; personne d’autre ne peut le télécharger.
exports-gone = Ce fichier n’est plus conservé.
exports-file-people = parvis-utilisateurs
exports-file-rights = parvis-droits
exports-file-history = parvis-historique
choose-what = Choisissez ce qu’il faut exporter
choose-format = Choisissez un format
changed-what = Cette demande a déjà été envoyée autrement. Vérifiez-la, puis envoyez-la de nouveau
size-bytes = { $count ->
      [one] {$count} octet
     *[other] {$count} octets
  }
size-kilobytes = {$size} ko
size-megabytes = {$size} Mo
size-gigabytes = {$size} Go
